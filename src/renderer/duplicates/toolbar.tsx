import { Checkbox, SegmentedControl, Select, Tooltip } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { memo, useState } from "react";
import { type DuplicateSettings, type Sensitivity, sensitivities } from "../../contract/duplicates.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { FolderChooser } from "../folders/folder-chooser.tsx";
import { notify } from "../layout/notices.tsx";
import { fileNameOf } from "../search/results-list.ts";
import styles from "./duplicates.module.css";
import type { GroupFilter } from "./use-groups.ts";
import { refreshDuplicates } from "./use-refresh.ts";
import { sensitivityWords } from "./words.ts";

interface ToolbarProps {
  filter: GroupFilter;
  onFilter(filter: GroupFilter): void;
  formats: readonly string[];
}

const everything = "all";
const other = "other";

const orders: readonly { value: GroupFilter["order"]; label: string }[] = [
  { value: "space", label: "Most space first" },
  { value: "date", label: "Newest first" },
  { value: "confidence", label: "Surest first" },
];

/** In which order, which of them, and how alike pictures must be. */
export const Toolbar = memo(function Toolbar({ filter, onFilter, formats }: ToolbarProps) {
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Filters">
      <Select
        aria-label="Order"
        data={orders}
        value={filter.order}
        allowDeselect={false}
        onChange={(order) => onFilter({ ...filter, order: order as GroupFilter["order"] })}
        w={164}
      />
      <FolderFilter folder={filter.folder} onFolder={(folder) => onFilter({ ...filter, folder })} />
      <Select
        aria-label="Format"
        data={[
          { value: everything, label: "All formats" },
          ...formats.map((format) => ({ value: format, label: format.toUpperCase() })),
        ]}
        value={filter.format ?? everything}
        allowDeselect={false}
        onChange={(format) => onFilter({ ...filter, format: knownOf(format) })}
        w={132}
      />
      <Alikeness tier={filter.tier} />
    </div>
  );
});

function knownOf(value: string | null): string | undefined {
  return value === null || value === everything ? undefined : value;
}

function FolderFilter({
  folder,
  onFolder,
}: {
  folder: string | undefined;
  onFolder(folder: string | undefined): void;
}) {
  const [isChoosing, setChoosing] = useState(false);
  const { data: stats } = useQuery(api.library.stats.queryOptions());
  const paths = new Set([...(stats?.roots.map(({ path }) => path) ?? []), ...(folder ? [folder] : [])]);
  return (
    <>
      <Select
        aria-label="Folder"
        data={[
          { value: everything, label: "All folders" },
          ...[...paths].map((path) => ({ value: path, label: fileNameOf(path) || path })),
          { value: other, label: "Another folder…" },
        ]}
        value={folder ?? everything}
        title={folder}
        allowDeselect={false}
        onChange={(value) => (value === other ? setChoosing(true) : onFolder(knownOf(value)))}
        w={172}
      />
      {isChoosing && (
        <FolderChooser
          title="Show the groups of a folder"
          confirm="Choose this folder"
          onChoose={onFolder}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}

/** Costs no new look at the photos: the pairs keep their scores. */
function Alikeness({ tier }: { tier: GroupFilter["tier"] }) {
  const options = api.duplicates.settings.queryOptions();
  const { data: settings } = useQuery(options);
  const save = useMutation({
    mutationFn: (next: DuplicateSettings) => api.duplicates.saveSettings.call(next),
    onMutate: (next) => queryClient.setQueryData(options.queryKey, next),
    onError: (error) => notify(errorWords(error)),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: options.queryKey });
      await refreshDuplicates();
    },
  });
  if (!settings || tier === "identical") return null;
  if (tier === "same-moment") {
    return (
      <Select
        className={styles.end ?? ""}
        aria-label="Time between shots"
        data={momentChoices(settings.momentMinutes)}
        value={String(settings.momentMinutes)}
        allowDeselect={false}
        onChange={(minutes) => save.mutate({ ...settings, momentMinutes: Number(minutes) })}
        w={188}
      />
    );
  }
  return (
    <div className={styles.end}>
      <Checkbox
        label="Mirrored and turned, too"
        checked={settings.includeTurned}
        onChange={(event) => save.mutate({ ...settings, includeTurned: event.currentTarget.checked })}
      />
      <Tooltip label={`How alike pictures must be. ${sensitivityWords[settings.sensitivity].what}`}>
        <SegmentedControl
          aria-label="How alike pictures must be"
          data={sensitivities.map((value) => ({ value, label: sensitivityWords[value].name }))}
          value={settings.sensitivity}
          onChange={(value) => save.mutate({ ...settings, sensitivity: value as Sensitivity })}
        />
      </Tooltip>
    </div>
  );
}

function momentChoices(current: number): { value: string; label: string }[] {
  return [...new Set([1, 2, 5, 15, 60, current])]
    .sort((left, right) => left - right)
    .map((minutes) => ({
      value: String(minutes),
      label: minutes === 1 ? "Within a minute" : `Within ${minutes} minutes`,
    }));
}
