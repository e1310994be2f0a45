import { asProblem } from "../../api/problem";
import { ProblemNote } from "../../components/problem-note";
import { Section } from "../../components/section";
import { settingsWords } from "../../words/settings/words";
import { useListAddressesQuery } from "./address-endpoints";
import { AddressRow } from "./address-row";
import classes from "./addresses-section.module.css";
import { TrustNote } from "./trust-note";

/** Where OMS is reached from this and other devices, each address with its QR code. */
export function AddressesSection() {
  const { data, error, refetch } = useListAddressesQuery();
  const labels = settingsWords.addresses;
  const problem = asProblem(error);
  const forPhones = data?.addresses.find(({ kind }) => kind === "lan");
  return (
    <Section level={2} title={labels.title}>
      {problem && !data ? (
        <ProblemNote problem={problem} onRetry={() => void refetch()} />
      ) : (
        <>
          <p className={classes.detail}>{labels.detail}</p>
          <ul className={classes.list} aria-busy={!data}>
            {data?.addresses.map((address) => (
              <AddressRow
                key={address.url}
                address={address}
                isForPhones={address === forPhones}
              />
            )) ?? <li className={classes.waiting} aria-hidden />}
          </ul>
          {data?.addresses.every(({ kind }) => kind === "this_machine") && (
            <p className={classes.detail}>{labels.alone}</p>
          )}
          {data?.authority && <TrustNote authority={data.authority} />}
        </>
      )}
    </Section>
  );
}
