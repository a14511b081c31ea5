import { Tabs } from "@mantine/core";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { type DuplicateTier, duplicateTiers } from "../../contract/duplicates.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import { useHome, useKeysWithheld } from "../actions/active-homes.ts";
import { errorWords } from "../api/error-words.ts";
import { isTyping } from "../keys/is-typing.ts";
import { useFocusAfter } from "../keys/use-focus-back.ts";
import { NothingFound } from "../layout/first-run.tsx";
import { navigation, useShown } from "../navigation/use-navigation.ts";
import { useRemembered } from "../remembered.ts";
import { count, fileSize } from "../words/quantities.ts";
import { keepBest } from "./best.ts";
import { ComparingProgress } from "./comparing-progress.tsx";
import styles from "./duplicates.module.css";
import { type DuplicatesContext, duplicatesHome } from "./duplicates-home.ts";
import { GroupList } from "./group-list.tsx";
import { Header } from "./header.tsx";
import { Toolbar } from "./toolbar.tsx";
import { useComparedGroup } from "./use-compared-group.ts";
import { type GroupFilter, useGroups } from "./use-groups.ts";
import { usePages } from "./use-pages.ts";
import { useReview } from "./use-review.ts";
import { tierWords } from "./words.ts";

const loadCompareView = () => import("./compare/compare-view.tsx");
const CompareView = lazy(async () => ({ default: (await loadCompareView()).CompareView }));
const CleanUpDialog = lazy(async () => ({
  default: (await import("./clean-up/clean-up-dialog.tsx")).CleanUpDialog,
}));
const HistoryDialog = lazy(async () => ({
  default: (await import("./history/history-dialog.tsx")).HistoryDialog,
}));

const defaultFilter: GroupFilter = {
  tier: "identical",
  order: "space",
  folder: undefined,
  format: undefined,
};

const noFormats: readonly string[] = [];
const openCleanUp = () => navigation.openOver("clean-up");
const openHistory = () => navigation.openOver("history");
const closeOver = () => navigation.closeOver();

/** Which pictures are the same, and what to keep of them. */
export function DuplicatesScreen() {
  const { place, position } = useShown();
  const { over } = place;
  const [kept, setFilter] = useRemembered<GroupFilter>("duplicates", defaultFilter);
  const tier = place.tier ?? kept.tier;
  const filter = useMemo(() => ({ ...kept, tier }), [kept, tier]);
  const screen = useRef<HTMLElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const { pages, onRange, onIndex } = usePages(filter);
  const groups = useGroups(filter, pages);
  const { summary } = groups;

  const listTier = useCallback(
    (next: DuplicateTier) => {
      setFilter({ ...filter, tier: next });
      navigation.listTier(next);
    },
    [filter, setFilter],
  );
  useEffect(() => navigation.listTier(tier), [tier]);
  const onElsewhere = useCallback((group: { tier: DuplicateTier }) => listTier(group.tier), [listTier]);
  const review = useReview(groups, { onElsewhere, onNothingToUndo: openHistory });
  useEffect(() => onIndex(review.index), [onIndex, review.index]);
  const isFound = useComparedGroup(place, position, groups, review);

  const focusList = () => (list.current ?? screen.current)?.focus();
  useFocusAfter(over !== undefined, () => requestAnimationFrame(focusList));
  const setTier = (next: DuplicateTier) => {
    listTier(next);
    review.goTo(0);
    requestAnimationFrame(focusList);
  };
  const openGroup = () => review.group && navigation.compareGroup(review.group.id, review.index);
  useEffect(() => {
    // Here before it is needed: a key pressed right after Enter is meant for it.
    void loadCompareView();
  }, []);
  const isEmpty = groups.isKnown && groups.total === 0;
  useEffect(() => {
    // The last group is done with: there is nothing to compare, and the keys are the screen's again.
    if (!isEmpty) return;
    if (navigation.shown.place.over === "comparing") closeOver();
    if (!isTyping(document.activeElement)) requestAnimationFrame(() => screen.current?.focus());
  }, [isEmpty]);
  const context: DuplicatesContext = {
    onTier: setTier,
    onCleanUp: openCleanUp,
    onHistory: openHistory,
    onUndo: review.undo,
  };
  useHome(duplicatesHome, context);
  useKeysWithheld(over === "clean-up" || over === "history");
  const isFiltered = filter.folder !== undefined || filter.format !== undefined;
  return (
    <section ref={screen} className={styles.screen} aria-label="Duplicates" tabIndex={-1}>
      <Header summary={summary} {...context} />
      {summary && <ComparingProgress progress={summary.progress} />}
      <Tabs
        className={styles.tabs ?? ""}
        value={filter.tier}
        onChange={(tier) => setTier(tier as DuplicateTier)}
        keepMounted={false}
      >
        <Tabs.List className={styles.tabList ?? ""} aria-label="Kinds of duplicates">
          {duplicateTiers.map((tier) => (
            <Tabs.Tab
              key={tier}
              value={tier}
              title={tooltipOf(duplicatesHome.actions[tier], tierWords[tier].what)}
            >
              {tierWords[tier].name}
              <span className={styles.tabFacts}>
                {summary && factsOf(tier, summary.byTier[tier] ?? { groups: 0, bytesToWin: 0 })}
              </span>
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={filter.tier} className={styles.panel ?? ""}>
          <Toolbar filter={filter} onFilter={setFilter} formats={summary?.formats ?? noFormats} />
          {groups.total > 0 && (
            <GroupList
              ref={list}
              groups={groups}
              review={review}
              onRange={onRange}
              onOpen={openGroup}
              onBest={() => void keepBest(review, openGroup)}
            />
          )}
          {groups.error !== undefined && (
            <NothingFound title={errorWords(groups.error).message}>
              {errorWords(groups.error).remedy}
            </NothingFound>
          )}
          {summary && isEmpty && (
            <NothingFound title={isFiltered ? "No groups here" : tierWords[filter.tier].none}>
              {isFiltered
                ? "No group matches these filters."
                : summary.progress.checked < summary.progress.total
                  ? "Photos are still being compared: groups appear here as they are found."
                  : tierWords[filter.tier].what}
            </NothingFound>
          )}
        </Tabs.Panel>
      </Tabs>
      <Suspense>
        {over === "comparing" && groups.total > 0 && isFound && (
          <CompareView
            review={review}
            total={groups.total}
            next={groups.at(review.index + 1)}
            onClose={closeOver}
          />
        )}
        {over === "clean-up" && <CleanUpDialog onClose={closeOver} onHistory={openHistory} />}
        {over === "history" && <HistoryDialog onClose={closeOver} />}
      </Suspense>
    </section>
  );
}

function factsOf(
  tier: DuplicateTier,
  { groups, bytesToWin }: { groups: number; bytesToWin: number },
): string {
  return tier === "same-moment" || bytesToWin === 0
    ? count(groups)
    : `${count(groups)} · ${fileSize(bytesToWin)}`;
}
