import type { ReactNode, Ref } from "react";
import classes from "./section.module.css";

interface SectionProps {
  title: string;
  action?: ReactNode;
  /** Of a panel, whose own title is a second heading, by default; 2 for a part of a page. */
  level?: 2 | 3;
  children: ReactNode;
  ref?: Ref<HTMLElement>;
}

/** A titled part of a panel or page. */
export function Section(props: SectionProps) {
  const { title, action, level = 3, children, ref } = props;
  const Title = level === 2 ? "h2" : "h3";
  return (
    <section className={classes.section} ref={ref}>
      <div className={classes.head}>
        <Title className={classes.title}>{title}</Title>
        {action}
      </div>
      {children}
    </section>
  );
}
