import { FileText } from "lucide-react";
import type { Order } from "../../api/types";
import { Section } from "../../components/section";
import { documentWords } from "../../words/documents/words";
import classes from "./order-documents.module.css";

/** What was given out for an order, each as a PDF of its own. */
export function OrderDocuments({ order }: { order: Order }) {
  const { invoice, credit_note: creditNote } = order;
  const documents = [
    ...(invoice === null
      ? []
      : [document(invoice, documentWords.invoice(String(invoice)))]),
    ...(creditNote === null
      ? []
      : [document(creditNote, documentWords.creditNote(String(creditNote)))]),
    // Of an order that was given back in full there are payments, too.
    ...(order.paid > 0 || creditNote !== null
      ? [
          {
            name: documentWords.receipt,
            href: `/api/orders/${order.number}/receipt`,
          },
        ]
      : []),
  ];
  if (documents.length === 0) return null;
  return (
    <Section title={documentWords.ofOrder}>
      <ul className={classes.documents} aria-label={documentWords.ofOrder}>
        {documents.map(({ name, href }) => (
          <li key={href}>
            <a href={href} target="_blank" rel="noreferrer">
              <FileText size={16} aria-hidden />
              {name}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function document(number: number, name: string) {
  return { name, href: `/api/documents/${number}` };
}
