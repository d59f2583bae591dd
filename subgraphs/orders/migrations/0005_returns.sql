-- Pieces that somebody wants to send back, or has sent back.
CREATE TABLE returns (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  id uuid NOT NULL,
  status text NOT NULL DEFAULT 'REQUESTED' CHECK (status IN
    ('REQUESTED', 'APPROVED', 'DECLINED', 'CANCELLED', 'RECEIVED', 'REFUND_DECLINED', 'REFUNDED')),
  reason text NOT NULL CHECK (reason IN
    ('DAMAGED', 'WRONG_ITEM', 'NOT_AS_DESCRIBED', 'DOES_NOT_FIT', 'ARRIVED_LATE', 'CHANGED_MIND', 'OTHER')),
  comment text,
  -- What staff say about it to the shopper.
  note text,
  -- What is kept of the pieces' price for taking them back.
  restocking_fee bigint NOT NULL DEFAULT 0 CHECK (restocking_fee >= 0),
  -- The refund that it leads to, since its pieces are here.
  refund_id uuid,
  requested_at timestamptz NOT NULL,
  PRIMARY KEY (buyer_id, order_id, id),
  FOREIGN KEY (buyer_id, order_id) REFERENCES orders,
  FOREIGN KEY (buyer_id, order_id, refund_id) REFERENCES refunds,
  CHECK ((status IN ('RECEIVED', 'REFUND_DECLINED', 'REFUNDED')) = (refund_id IS NOT NULL))
);
CREATE INDEX returns_newest ON returns (requested_at DESC, id DESC);
CREATE INDEX returns_newest_by_status ON returns (status, requested_at DESC, id DESC);

CREATE TABLE return_lines (
  buyer_id uuid NOT NULL,
  order_id uuid NOT NULL,
  return_id uuid NOT NULL,
  line_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  -- Of these pieces: came back and can be sold again; came back and cannot.
  restocked integer NOT NULL DEFAULT 0 CHECK (restocked >= 0),
  written_off integer NOT NULL DEFAULT 0 CHECK (written_off >= 0),
  PRIMARY KEY (buyer_id, order_id, return_id, line_id),
  FOREIGN KEY (buyer_id, order_id, return_id) REFERENCES returns,
  FOREIGN KEY (buyer_id, order_id, line_id) REFERENCES order_lines,
  CHECK (restocked + written_off <= quantity)
);
