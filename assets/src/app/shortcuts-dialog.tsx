import { Kbd } from "@mantine/core";
import { Dialog } from "../components/dialog";
import { words } from "../words/words";
import classes from "./shortcuts-dialog.module.css";

/** All single keys, by where they work. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const text = words.shortcuts;
  return (
    <Dialog size={520} title={text.title} onClose={onClose}>
      <div className={classes.groups}>
        {text.groups.map((group) => (
          <section key={group.name}>
            <h3 className={classes.name}>{group.name}</h3>
            <dl className={classes.keys}>
              {group.keys.map(({ keys, does }) => (
                <div className={classes.line} key={does}>
                  <dt>
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
