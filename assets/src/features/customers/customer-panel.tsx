import { UserX } from "lucide-react";
import type { ReactNode } from "react";
import { Navigate, useLocation, useNavigate, useParams } from "react-router";
import { asProblem } from "../../api/problem";
import type { User } from "../../api/types";
import { EmptyState } from "../../components/empty-state";
import { Panel } from "../../components/panel";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { SkeletonRows } from "../../components/skeleton-rows";
import { useIsRemoved } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { ArchivedCustomer } from "./archived-customer";
import { CustomerDetails } from "./customer-details";
import { CustomerFacts } from "./customer-facts";
import { CustomerMenu } from "./customer-menu";
import { CustomerSignIn } from "./customer-sign-in";
import { CustomerTotals } from "./customer-totals";
import { useGetCustomerQuery } from "./endpoints";

interface CustomerPanelProps {
  /** The orders of a customer, put here by the app. */
  showOrders: (customer: User) => ReactNode;
}

export function CustomerPanel({ showOrders }: CustomerPanelProps) {
  const { id = "" } = useParams();
  return <OpenCustomer key={id} id={id} showOrders={showOrders} />;
}

function OpenCustomer({ id, showOrders }: CustomerPanelProps & { id: string }) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { data: customer, error, refetch } = useGetCustomerQuery(id);
  const isRemoved = useIsRemoved(id);
  const list = { pathname: "/customers", search };
  const close = () => void navigate(list);
  const problem = asProblem(error);
  if (isRemoved) return <Navigate to={list} replace />;
  if (problem?.status === 404 || !customer) {
    return (
      <Panel label={words.customers.title} onClose={close}>
        {problem?.status === 404 ? (
          <EmptyState
            icon={UserX}
            title={words.customers.gone}
            detail={words.customers.goneDetail}
          />
        ) : problem ? (
          <ProblemNote problem={problem} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={5} />
        )}
      </Panel>
    );
  }
  const isArchived = customer.archived_at !== null;
  return (
    <Panel
      label={customer.name}
      actions={!isArchived && <CustomerMenu customer={customer} />}
      onClose={close}
    >
      {isArchived && <ArchivedCustomer customer={customer} />}
      {customer.role === "CUSTOMER" && (
        <CustomerTotals customerId={customer.id} />
      )}
      {showOrders(customer)}
      <Section title={words.customers.details}>
        {isArchived ? (
          <CustomerFacts customer={customer} />
        ) : (
          <CustomerDetails customer={customer} />
        )}
      </Section>
      {!isArchived && <CustomerSignIn customer={customer} />}
    </Panel>
  );
}
