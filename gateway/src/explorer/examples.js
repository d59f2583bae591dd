/** Operations to begin with; each runs as it stands on a store that has products. */
export const examples = [
  {
    name: "A list of products",
    query: `query ProductList($first: Int!) {
  products(first: $first, sort: NEWEST) {
    edges {
      node {
        id
        slug
        title
        priceRange { min { amount currency } }
        availability { inStock }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { first: 5 },
  },
  {
    name: "One product",
    query: `query ProductPage($slug: String!) {
  product(slug: $slug) {
    title
    description
    variants {
      id
      sku
      title
      price { amount currency }
      availability { inStock quantity }
    }
  }
}`,
    variables: { slug: "a slug from the list" },
  },
  {
    name: "Sign in",
    query: `mutation Login($input: LoginInput!) {
  login(input: $input) {
    __typename
    ... on Session { accessToken expiresAt user { displayName roles } }
    ... on UserError { message path }
  }
}`,
    variables: { input: { email: "customer@angidi.test", password: "angidi-demo" } },
  },
  {
    name: "Who am I",
    query: `# Put the access token of “Sign in” into the headers: { "authorization": "Bearer …" }
query Me {
  me { id email displayName roles }
}`,
    variables: {},
  },
  {
    name: "Put something into a cart",
    query: `mutation AddCartLines($input: AddCartLinesInput!) {
  addCartLines(input: $input) {
    __typename
    ... on CartChanged {
      cart { id lines { quantity variant { title } total { amount currency } } total { amount currency } }
    }
    ... on UserError { message path }
  }
}`,
    variables: { input: { lines: [{ variantId: "the id of a variant", quantity: 1 }] } },
  },
  {
    name: "Follow an order",
    query: `subscription OrderStatus($orderId: ID!, $after: Int) {
  orderStatusChanged(orderId: $orderId, after: $after) {
    sequence
    status
    at
    order { number lines { quantity variant { product { title } } } }
  }
}`,
    variables: { orderId: "the id of an order", after: 0 },
  },
];
