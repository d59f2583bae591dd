-- What reviews say of products. Like stock and popularity it belongs to no generation.
CREATE TABLE ratings (
  product_id uuid PRIMARY KEY,
  -- See src/domain/scoring.ts.
  rating_factor double precision NOT NULL,
  version bigint NOT NULL
);
ALTER TABLE documents ADD COLUMN rating_factor double precision NOT NULL DEFAULT 1;

-- From what a generation is built: the catalogue, page by page, or the log of events.
ALTER TABLE generations ADD COLUMN source text NOT NULL DEFAULT 'CATALOG' CHECK (source IN ('CATALOG', 'EVENTS'));

-- What Elasticsearch holds, where it is the engine: a document there is always written whole, and stock or sales change
-- it without the product's event coming again. A withdrawn product stays as a mark of its version, without a document.
CREATE TABLE indexed_documents (
  generation integer NOT NULL,
  product_id uuid NOT NULL,
  version bigint NOT NULL,
  document jsonb,
  skus text[] NOT NULL,
  in_stock boolean NOT NULL,
  PRIMARY KEY (generation, product_id)
) WITH (autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX indexed_documents_skus ON indexed_documents USING gin (skus) WITH (fastupdate = off);

-- The version that Elasticsearch is told of a document. A sequence does not go back when a transaction does, so what is
-- written later always has a greater one, whatever became of earlier attempts.
CREATE SEQUENCE revisions;
