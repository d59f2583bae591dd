/** The columns of an order, read as `o`, under the names that the domain has for them. */
export const orderColumns = `o.buyer_id AS "buyerId", o.id, o.number, o.customer_id AS "customerId", o.claimed_by AS "claimedBy",
  o.cart_id AS "cartId", o.checkout, o.status, o.payment_status AS "paymentStatus", o.sequence, o.revision, o.direction,
  o.undo_reason AS "undoReason", o.payment_action AS "paymentAction", o.market, o.customer_groups AS "customerGroups", o.currency, o.subtotal, o.discount, o.shipping,
  o.tax, o.total, o.refunded, o.tax_included AS "taxIncluded", o.shipping_discounts AS "shippingDiscounts",
  o.shipping_taxes AS "shippingTaxes", o.email, o.shipping_address AS "shippingAddress", o.shipping_method AS "shippingMethod",
  o.shipping_method_id AS "shippingMethodId",
  o.payment_provider AS "paymentProvider", o.payment_method AS "paymentMethod", o.redemptions,
  o.placed_at AS "placedAt", o.parked_at AS "parkedAt", o.parked,
  o.by_hand AS "byHand"`;

/** The columns of an order's line, read as `l`, likewise. */
export const lineColumns = `l.id, l.cart_line_id AS "cartLineId", l.variant_id AS "variantId",
  l.product_id AS "productId", l.sku, l.title, l.quantity, l.unit_price AS "unitPrice", l.discount, l.total, l.tax,
  l.discounts, l.taxes`;

/** All lines of the order `o` of the buyer `$1`, in their order, as one column of JSON. */
export const linesColumn = `(
    SELECT json_agg(to_json(line) ORDER BY line.position)
    FROM (SELECT ${lineColumns}, l.position FROM order_lines l WHERE l.buyer_id = $1 AND l.order_id = o.id AND l.removed_in IS NULL) AS line
  ) AS lines`;
