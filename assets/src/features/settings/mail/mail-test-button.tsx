import { Button } from "@mantine/core";
import { CircleAlert, CircleCheck, Send } from "lucide-react";
import { asProblem } from "../../../api/problem";
import { whyNot } from "../../../components/mail-facts";
import { ProblemNote } from "../../../components/problem-note";
import { mailWords } from "../../../words/mail/words";
import { useTestMailMutation } from "./endpoints";
import classes from "./mail-section.module.css";

/** Sends a test to who asks for it, and shows what the mail server said. */
export function MailTestButton() {
  const [test, { data, error, isLoading }] = useTestMailMutation();
  const problem = asProblem(error);
  const Icon = data?.sent ? CircleCheck : CircleAlert;
  return (
    <div className={classes.test}>
      <Button
        variant="default"
        leftSection={<Send size={16} aria-hidden />}
        loading={isLoading}
        onClick={() => void test()}
      >
        {mailWords.test}
      </Button>
      <div role="status">
        {data && !isLoading && (
          <p className={classes.outcome} data-failed={!data.sent}>
            <Icon size={16} aria-hidden />
            <span>
              {data.sent
                ? mailWords.testTook(data.to)
                : whyNot(data.failure, data.answer)}
            </span>
          </p>
        )}
      </div>
      {problem && !isLoading && <ProblemNote problem={problem} />}
    </div>
  );
}
