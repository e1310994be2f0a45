import { CustomerPanel } from "../features/customers/customer-panel";
import { CustomerOrders } from "../features/orders/customer-orders";

/** A customer with their orders: two features, put together here. */
export function CustomerRoute() {
  return (
    <CustomerPanel
      showOrders={(customer) => <CustomerOrders customer={customer} />}
    />
  );
}
