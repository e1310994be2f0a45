import { PackageX } from "lucide-react";
import { Navigate, useLocation, useNavigate, useParams } from "react-router";
import { asProblem } from "../../api/problem";
import { EmptyState } from "../../components/empty-state";
import { Panel } from "../../components/panel";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { SkeletonRows } from "../../components/skeleton-rows";
import { useIsRemoved } from "../../hooks/remove-later";
import { words } from "../../words/words";
import { ArchivedProduct } from "./archived-product";
import { useGetProductQuery } from "./endpoints";
import { ProductDetails } from "./product-details";
import { ProductMenu } from "./product-menu";
import { StockForm } from "./stock-form";
import { StockLedger } from "./stock-ledger";

export function ProductPanel() {
  const { id = "" } = useParams();
  return <OpenProduct key={id} id={id} />;
}

function OpenProduct({ id }: { id: string }) {
  const navigate = useNavigate();
  const { search } = useLocation();
  const { data: product, error, refetch } = useGetProductQuery(id);
  const isRemoved = useIsRemoved(id);
  const list = { pathname: "/products", search };
  const close = () => void navigate(list);
  const problem = asProblem(error);
  if (isRemoved) return <Navigate to={list} replace />;
  if (problem?.status === 404 || !product) {
    return (
      <Panel label={words.products.title} onClose={close}>
        {problem?.status === 404 ? (
          <EmptyState
            icon={PackageX}
            title={words.products.gone}
            detail={words.products.goneDetail}
          />
        ) : problem ? (
          <ProblemNote problem={problem} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={5} />
        )}
      </Panel>
    );
  }
  const isArchived = product.archived_at !== null;
  return (
    <Panel
      label={product.name}
      actions={!isArchived && <ProductMenu product={product} />}
      onClose={close}
    >
      {isArchived && <ArchivedProduct product={product} />}
      {!isArchived && (
        <>
          <Section title={words.products.details}>
            <ProductDetails product={product} />
          </Section>
          <Section title={words.products.stockForm.title}>
            <StockForm product={product} />
          </Section>
        </>
      )}
      <StockLedger productId={product.id} />
    </Panel>
  );
}
