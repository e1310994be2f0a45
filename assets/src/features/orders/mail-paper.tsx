import { Button, SegmentedControl, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { Link } from "react-router";
import { asProblem, fieldMessages, generalMessage } from "../../api/problem";
import type { Order } from "../../api/types";
import { DialogButtons } from "../../components/dialog";
import formClasses from "../../components/form.module.css";
import { ProblemNote } from "../../components/problem-note";
import { toast } from "../../components/toast";
import { focusFirstError } from "../../lib/focus-first-error";
import { mailWords } from "../../words/mail/words";
import { words } from "../../words/words";
import { useSendPaperMutation, type Paper } from "./mail-endpoints";

interface MailPaperProps {
  order: Order;
  /** Where it goes unless another address is typed. */
  address: string;
  onClose: () => void;
}

/** Which document goes to which address. */
export function MailPaper({ order, address, onClose }: MailPaperProps) {
  const papers = papersOf(order);
  const [chosen, setChosen] = useState(papers[0]?.label ?? "");
  const [to, setTo] = useState(address);
  const [send, { error, isLoading }] = useSendPaperMutation();
  const form = useRef<HTMLFormElement>(null);
  const problem = asProblem(error);
  const isServerSet = problem?.code !== "no_mail_server";
  const general = isServerSet
    ? generalMessage(problem, ["to"])
    : mailWords.noServer;
  const submit = async () => {
    const paper = papers.find(({ label }) => label === chosen)?.paper;
    if (!paper || isLoading) return;
    const answer = await send({ paper, mail: { to: to.trim() || null } });
    if (answer.error) return focusFirstError(form.current);
    toast(mailWords.asked);
  };
  return (
    <form
      className={formClasses.form}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SegmentedControl
        aria-label={mailWords.what}
        value={chosen}
        onChange={setChosen}
        data={papers.map(({ label }) => label)}
      />
      <TextInput
        label={mailWords.address}
        type="email"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        error={fieldMessages(problem)["to"]}
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      {problem && general && (
        <ProblemNote problem={problem} message={general}>
          {!isServerSet && <Link to="/settings">{mailWords.toSettings}</Link>}
        </ProblemNote>
      )}
      <DialogButtons>
        <Button variant="default" onClick={onClose}>
          {words.common.close}
        </Button>
        <Button type="submit" loading={isLoading}>
          {mailWords.send}
        </Button>
      </DialogButtons>
    </form>
  );
}

interface Choice {
  label: string;
  paper: Paper;
}

/** What there is of an order, the newest first. */
function papersOf({ number, invoice, credit_note }: Order): Choice[] {
  const papers: Choice[] = [];
  if (credit_note !== null) {
    const label = mailWords.kinds.credit_note(credit_note);
    papers.push({ label, paper: { document: credit_note } });
  }
  if (invoice !== null) {
    const label = mailWords.kinds.invoice(invoice);
    papers.push({ label, paper: { document: invoice } });
  }
  papers.push({ label: mailWords.receipt, paper: { order: number } });
  return papers;
}
