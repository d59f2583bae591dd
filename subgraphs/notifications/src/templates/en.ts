import type { Language } from "./wording.ts";

export const en: Language = {
  greeting: "Hello {{ customer.name }},",
  greetingWithoutName: "Hello,",
  total: "Total",
  wordings: {
    WELCOME: {
      subject: "Welcome to {{ shop.name }}",
      sentence: "Your account at {{ shop.name }} is ready.",
      more: "Orders, addresses and what you are told about them are all in your account.",
    },
    EMAIL_VERIFICATION: {
      subject: "Is this your address?",
      sentence:
        "Somebody with an account at {{ shop.name }} says that this address is theirs. If that is you, open {{ verification.url }}",
      more: "The link is good for a day and works once, while you are signed in. If it was not you, there is nothing to do.",
    },
    ORDER_CONFIRMED: {
      subject: "Your order {{ order.number }} is confirmed",
      sentence: "Thank you for your order {{ order.number }}: it is confirmed and paid.",
      more: "You will hear from us when it is on its way.",
      lists: true,
    },
    ORDER_EDITED: {
      subject: "Your order {{ order.number }} was changed",
      sentence:
        "Your order {{ order.number }} was changed: it costs {{ order.total | money }} now, and cost {{ order.totalBefore | money }} before.",
      more: "What it costs less is given back; what it costs more was paid with the change.",
      lists: true,
    },
    ORDER_SHIPPED: {
      subject:
        "{% if order.partial %}A part of your order{% else %}Your order{% endif %} {{ order.number }} is on its way",
      sentence:
        "{% if order.partial %}A part of your order{% else %}Your order{% endif %} {{ order.number }} is on its way to you.",
    },
    ORDER_DELIVERED: {
      subject: "Your order {{ order.number }} has arrived",
      sentence: "Your order {{ order.number }} was delivered. We hope that you like it.",
    },
    ORDER_CANCELLED: {
      subject: "Your order {{ order.number }} is cancelled",
      sentence: "Your order {{ order.number }} is cancelled.",
      more: "{% if order.reason %}The reason given: {{ order.reason }}. {% endif %}Whatever was charged is given back.",
    },
    ORDER_REJECTED: {
      subject: "Your order {{ order.number }} could not be completed",
      sentence: "Your order {{ order.number }} was not completed in time, because its payment was not confirmed.",
      more: "Nothing was charged. What you chose is still in your cart.",
    },
    PAYMENT_FAILED: {
      subject: "The payment of your order {{ order.number }} was declined",
      sentence: "The payment of {{ payment | money }} for your order {{ order.number }} was declined.",
      more: "Nothing was charged. What you chose is still in your cart, and you can pay in another way.",
    },
    PAYMENT_REFUNDED: {
      subject: "A refund for your order {{ order.number }}",
      sentence: "We have given back {{ payment | money }} for your order {{ order.number }}.",
      more: "It can take your bank a few days to show it.",
    },
    CART_ABANDONED: {
      subject: "You left something in your cart",
      sentence:
        "{% if cart.pieces == 1 %}Something is still in your cart{% else %}{{ cart.pieces }} things are still in your cart{% endif %} at {{ shop.name }}.",
      more: "What you chose is kept, though prices and stock may change.",
    },
  },
};
