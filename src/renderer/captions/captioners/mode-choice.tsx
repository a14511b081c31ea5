import { Radio, Tooltip } from "@mantine/core";
import { type CaptioningMode, captioningModes } from "../../../contract/index.ts";
import { tooltipOf } from "../../actions/action-control.tsx";
import styles from "./captioners.module.css";
import { captionsHome } from "./captions-home.ts";
import { modeWords } from "./mode-words.ts";

interface ModeChoiceProps {
  mode: CaptioningMode;
  onMode(mode: CaptioningMode): void;
}

/** Of which photos captions are written: none, some, all. */
export function ModeChoice({ mode, onMode }: ModeChoiceProps) {
  return (
    <Radio.Group
      name="captioning-mode"
      aria-label="Which photos get a caption"
      value={mode}
      onChange={(value) => onMode(value as CaptioningMode)}
    >
      <div className={styles.modes}>
        {captioningModes.map((each) => {
          const { label, description } = modeWords[each];
          return (
            <Tooltip key={each} label={tooltipOf(captionsHome.actions[each], label)}>
              <Radio.Card value={each} className={styles.mode ?? ""} aria-label={label}>
                <Radio.Indicator />
                <span>
                  <strong>{label}</strong>
                  <small>{description}</small>
                </span>
              </Radio.Card>
            </Tooltip>
          );
        })}
      </div>
    </Radio.Group>
  );
}
