import { Checkbox } from "@mantine/core";
import { asProblem } from "../../api/problem";
import { ProblemNote } from "../../components/problem-note";
import { settingsWords } from "../../words/settings/words";
import {
  useGetDisplaySettingsQuery,
  useUpdateDisplaySettingsMutation,
} from "./endpoints";

/** Whether boards show first names: at once, on all that hang. */
export function DisplayNames() {
  const settings = useGetDisplaySettingsQuery(undefined, {
    refetchOnMountOrArgChange: true,
  });
  const [update, updating] = useUpdateDisplaySettingsMutation();
  const labels = settingsWords.displays;
  const problem = asProblem(settings.error) ?? asProblem(updating.error);
  const isOn = updating.isLoading
    ? updating.originalArgs?.display_names
    : settings.data?.display_names;
  return (
    <>
      <Checkbox
        // The label has the help inside of it.
        aria-label={labels.names}
        label={labels.names}
        description={labels.namesHelp}
        checked={isOn ?? false}
        disabled={!settings.data}
        onChange={(event) =>
          void update({ display_names: event.currentTarget.checked })
        }
      />
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
