import { defineHttpErrors } from '../../../http/http-errors.ts';

/** What only a restaurant's routes answer with. */
export const customerErrors = defineHttpErrors({
  customer_not_found: {
    status: 404,
    message: 'There is no such customer.',
    fix: 'GET /customers lists the customers that you may see.',
  },
  customer_exists: {
    status: 409,
    message: 'A customer whose visit is not over has this number.',
    fix: 'Use that customer, or wait until their visit is resolved.',
  },
  no_call_fits: {
    status: 409,
    message: 'There is nothing to call this customer about.',
    fix: 'Customers who have arrived or whose visit is resolved are not called.',
  },
  being_called: {
    status: 409,
    message: 'This customer is on the telephone with us now, or it rings.',
    fix: 'Wait until the call has ended; GET /calls lists it.',
  },
  move_refused: {
    status: 409,
    message: 'The status of this customer cannot move there.',
    fix: 'See docs/restaurant.md for the moves that there are.',
  },
});
