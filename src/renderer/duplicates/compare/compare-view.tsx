import { FocusTrap, Portal } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { useHome } from "../../actions/active-homes.ts";
import { useRemembered } from "../../remembered.ts";
import { revealPhoto } from "../../viewer/photo-actions.ts";
import { usePreload } from "../../viewer/use-preload.ts";
import { useZooming } from "../../viewer/use-zooming.ts";
import { panAction } from "../../viewer/zoom-actions.ts";
import type { Review } from "../use-review.ts";
import { ActionBar } from "./action-bar.tsx";
import styles from "./compare.module.css";
import { CompareBar } from "./compare-bar.tsx";
import { CompareStage, useBlinking } from "./compare-stage.tsx";
import { type ComparingContext, comparingHome } from "./comparing-home.ts";
import { FactsTable } from "./facts-table.tsx";
import { toggled } from "./marks.ts";
import { MemberStrip } from "./member-strip.tsx";
import type { CompareMode } from "./modes.ts";
import { PairHeading } from "./pair-heading.tsx";
import { reviewActions } from "./review-actions.ts";
import { takeOvers } from "./take-overs.ts";
import { type Look, useLook } from "./use-look.ts";
import { useOffers } from "./use-offers.ts";

interface CompareViewProps {
  review: Review;
  total: number;
  next: DuplicateGroup | undefined;
  onClose(): void;
}

/** One group, large: the proposed copy beside each of the others, and what is to become of them. */
export function CompareView(props: CompareViewProps) {
  const { review, next } = props;
  const { group } = review;
  const dialog = useRef<HTMLDivElement>(null);
  const [look, setLook] = useLook(group);
  const onKey = useRef<(event: KeyboardEvent) => void>(undefined);
  usePreload((next?.members ?? []).slice(0, 2).map(({ assetId }) => assetId));
  useEffect(() => {
    // A button that is gone took the focus with it, and the keys would go nowhere.
    if (document.activeElement === document.body) dialog.current?.focus();
  });
  return (
    <Portal>
      <FocusTrap active innerRef={dialog}>
        <div
          className={styles.view}
          role="dialog"
          aria-modal="true"
          aria-label="Compare copies"
          tabIndex={-1}
          onKeyDown={(event) => onKey.current?.(event)}
        >
          <FocusTrap.InitialFocus />
          {group && (
            <OpenGroup {...props} group={group} look={look} onLook={setLook} dialog={dialog} onKey={onKey} />
          )}
        </div>
      </FocusTrap>
    </Portal>
  );
}

interface OpenGroupProps extends CompareViewProps {
  group: DuplicateGroup;
  look: Look;
  onLook(change: Partial<Look>): void;
  dialog: RefObject<HTMLElement | null>;
  /** Hears the keys of the whole dialog that move the pictures, wherever in it the focus is. */
  onKey: RefObject<((event: KeyboardEvent) => void) | undefined>;
}

function OpenGroup(props: OpenGroupProps) {
  const { review, group, total, look, onLook, dialog, onKey } = props;
  const { chosen, marks, zoom, reach, ticks } = look;
  const { zooming, onMeasure } = useZooming(zoom, (next) => onLook({ zoom: next }));
  const [mode, setMode] = useRemembered<CompareMode>("compare-mode", "side-by-side");
  const [areFactsOpen, setFactsOpen] = useRemembered("compare-facts", true);
  const [isSecondShown, blink] = useBlinking(mode === "blink");
  const first = group.members[0];
  const second = group.members[Math.max(1, chosen)];
  const member = group.members[chosen];
  const offered = useOffers(
    group,
    [first, second].flatMap((one) => one?.assetId ?? []),
  );
  const context: ComparingContext | undefined = member && {
    ...reviewActions(review, group, member, marks, (keepFileIds) =>
      offered
        .filter(({ keep }) =>
          group.members.some(({ assetId, fileId }) => assetId === keep && keepFileIds.includes(fileId)),
        )
        .flatMap(({ keep, offers }) => takeOvers(keep, offers, ticks)),
    ),
    zoom,
    mode,
    onZoom: (next) => onLook({ zoom: next }),
    zooming,
    onMode: setMode,
    onMember: (step) => onLook({ chosen: Math.max(0, Math.min(group.members.length - 1, chosen + step)) }),
    onGroup: (step) => review.goTo(review.index + step),
    onMark: () => onLook({ marks: toggled(marks, member.fileId) }),
    onReach: (step) => onLook({ reach: Math.max(0, Math.min(1, reach + step)) }),
    onBlink: blink,
    onFacts: () => setFactsOpen(!areFactsOpen),
    onReveal: () => void revealPhoto(member.assetId),
    onUndo: review.undo,
    onClose: props.onClose,
  };
  useHome(comparingHome, context, { scope: dialog });
  onKey.current = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pan = panAction(event, zooming());
    if (!pan) return;
    event.preventDefault();
    event.stopPropagation();
    pan();
  };
  if (!first || !second || !member || !context) return null;
  return (
    <>
      <CompareBar
        group={group}
        index={review.index}
        total={total}
        areFactsOpen={areFactsOpen}
        context={context}
      />
      <PairHeading
        group={group}
        first={first}
        second={second}
        chosen={member}
        offered={offered}
        ticks={ticks}
        onTicks={(next) => onLook({ ticks: next })}
      />
      <CompareStage
        mode={mode}
        first={first}
        second={second}
        zoom={zoom}
        onZoom={context.onZoom}
        onMeasure={onMeasure}
        reach={reach}
        onReach={(next) => onLook({ reach: next })}
        isSecondShown={isSecondShown}
      />
      <MemberStrip group={group} chosen={chosen} marks={marks} onChoose={(at) => onLook({ chosen: at })} />
      {areFactsOpen && <FactsTable group={group} shown={[0, Math.max(1, chosen)]} />}
      <ActionBar group={group} marks={marks} context={context} />
    </>
  );
}
