/** What is asked for, by or for a visitor: a variable or a value. Each fetch has a field that depends on the visitor. */

/** Two fetches: the product, and what is in stock of it. */
export const small = (visitor: string) => `{
  product(id: "p7") {
    id
    name
    price(visitor: ${visitor})
    inStock
    quantity(visitor: ${visitor})
  }
}`;

/** Sixteen fetches, from one to four deep, and no two of them with the same selection. */
export const large = (visitor: string) => `{
  products(first: 29) {
    id
    sku
    name
    description
    tags
    price(visitor: ${visitor})
    inStock
    quantity(visitor: ${visitor})
    shippingCost(visitor: ${visitor})
    warehouse { city country }
    averageRating(visitor: ${visitor})
    reviews(first: 3) {
      id
      rating
      title
      text
      helpful(visitor: ${visitor})
      author { id name(visitor: ${visitor}) country }
    }
    seller {
      id
      name(visitor: ${visitor})
      country
      rating
      bestsellers(first: 4) {
        id
        name
        price(visitor: ${visitor})
        inStock
        quantity(visitor: ${visitor})
        averageRating(visitor: ${visitor})
      }
    }
  }
  user(id: "u1") {
    name(visitor: ${visitor})
    memberSince
    reviews(first: 10) {
      rating
      text
      helpful(visitor: ${visitor})
      product {
        name
        brand
        price(visitor: ${visitor})
        shippingCost(visitor: ${visitor})
      }
    }
  }
  topReviews(first: 22) {
    id
    rating
    title
    text
    helpful(visitor: ${visitor})
    author { name(visitor: ${visitor}) memberSince }
    product {
      sku
      name
      tags
      price(visitor: ${visitor})
      quantity(visitor: ${visitor})
      warehouse { city }
    }
  }
}`;
