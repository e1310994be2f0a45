import { Kbd } from "@mantine/core";
import { Dialog } from "../components/dialog";
import { useIsAdmin } from "../hooks/use-person";
import { words } from "../words/words";
import classes from "./shortcuts-dialog.module.css";

/** The person's single keys, by where they work. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const text = words.shortcuts;
  const isAdmin = useIsAdmin();
  const groups = text.groups
    .map(({ name, keys }) => ({
      name,
      keys: keys.filter(({ admin }) => isAdmin || !admin),
    }))
    .filter(({ keys }) => keys.length > 0);
  return (
    <Dialog size={520} title={text.title} onClose={onClose}>
      <div className={classes.groups}>
        {groups.map((group) => (
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
