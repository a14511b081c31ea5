import { ActionIcon, Checkbox, Select, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { KeyboardEvent } from "react";
import type { OrderedRule, Rules } from "../../../contract/cleaning.ts";
import { ruleWords, sureness, tierWords } from "../words.ts";
import { toggledTier } from "./careful-rules.ts";
import styles from "./clean-up.module.css";
import { FolderLines } from "./folder-lines.tsx";
import { movedRule, ruleLines, toggledRule } from "./rule-order.ts";

interface RulesEditorProps {
  rules: Rules;
  onRules(rules: Rules): void;
  onChoosing(isChoosing: boolean): void;
}

const tiers = ["identical", "same-picture"] as const;
const confidences = [0, 0.8, 0.9, 0.95, 0.99];

/** Which groups are cleaned up, and which copy of each stays. */
export function RulesEditor({ rules, onRules, onChoosing }: RulesEditorProps) {
  const change = (part: Partial<Rules>) => onRules({ ...rules, ...part });
  return (
    <div className={styles.editor}>
      <fieldset className={styles.part}>
        <legend>Clean up</legend>
        {tiers.map((tier) => (
          <Checkbox
            key={tier}
            label={tierWords[tier].name}
            checked={rules.tiers.includes(tier)}
            onChange={() => onRules(toggledTier(rules, tier))}
          />
        ))}
        <Select
          size="xs"
          aria-label="How sure Shoebox must be"
          disabled={!rules.tiers.includes("same-picture")}
          data={[...new Set([...confidences, rules.minConfidence])].sort().map((value) => ({
            value: String(value),
            label: value === 0 ? "All that are shown" : `At least ${sureness(value)}`,
          }))}
          value={String(rules.minConfidence)}
          allowDeselect={false}
          onChange={(value) => change({ minConfidence: Number(value) })}
        />
      </fieldset>
      <RuleOrder order={rules.order} onOrder={(order) => change({ order })} />
      <FolderLines
        title="Preferred folders"
        what="A copy in one of these stays rather than one elsewhere."
        folders={rules.preferredFolders}
        isOrdered
        onFolders={(preferredFolders) => change({ preferredFolders })}
        onChoosing={onChoosing}
      />
      <FolderLines
        title="Protected folders"
        what="Nothing in these is ever moved."
        folders={rules.protectedFolders}
        isOrdered={false}
        onFolders={(protectedFolders) => change({ protectedFolders })}
        onChoosing={onChoosing}
      />
    </div>
  );
}

function RuleOrder({ order, onOrder }: { order: OrderedRule[]; onOrder(order: OrderedRule[]): void }) {
  const onKeyDown = (event: KeyboardEvent, rule: OrderedRule) => {
    const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : undefined;
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    onOrder(movedRule(order, rule, step));
  };
  return (
    <fieldset className={styles.part}>
      <legend>What makes a copy the best</legend>
      <p>Asked in this order: the first that tells two copies apart decides.</p>
      <ol className={styles.lines}>
        {ruleLines(order).map(({ rule, isAsked }) => (
          <li key={rule} data-asked={isAsked} onKeyDown={(event) => onKeyDown(event, rule)}>
            <Tooltip label={ruleWords[rule].what} position="right">
              <Checkbox
                className={styles.rule ?? ""}
                label={ruleWords[rule].name}
                checked={isAsked}
                onChange={() => onOrder(toggledRule(order, rule))}
              />
            </Tooltip>
            {isAsked && (
              <>
                <Mover rule={rule} step={-1} isPossible={rule !== order[0]} order={order} onOrder={onOrder} />
                <Mover
                  rule={rule}
                  step={1}
                  isPossible={rule !== order.at(-1)}
                  order={order}
                  onOrder={onOrder}
                />
              </>
            )}
          </li>
        ))}
      </ol>
      <p>
        Of copies with as many pixels the one with its video, RAW file or sidecar beside it stays, in any
        order.
      </p>
    </fieldset>
  );
}

interface MoverProps {
  rule: OrderedRule;
  step: 1 | -1;
  isPossible: boolean;
  order: OrderedRule[];
  onOrder(order: OrderedRule[]): void;
}

function Mover({ rule, step, isPossible, order, onOrder }: MoverProps) {
  const [word, key] = step === -1 ? ["earlier", "Alt Up"] : ["later", "Alt Down"];
  return (
    <Tooltip label={`Ask ${word} (${key})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={`Ask ${word}: ${ruleWords[rule].name}`}
        aria-disabled={!isPossible}
        className={styles.mover ?? ""}
        onClick={() => isPossible && onOrder(movedRule(order, rule, step))}
      >
        {step === -1 ? <IconArrowUp size={16} /> : <IconArrowDown size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
