import { ActionIcon, Popover, SegmentedControl, Slider, Switch, Tooltip } from '@mantine/core';
import {
  IconAdjustments, IconKeyboard, IconMaximize, IconMinimize, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBack,
  IconPlayerSkipForward, IconVolume, IconVolumeOff,
} from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { clock } from '../format';
import { KEY_HELP } from './keys';
import type { OverlayOptions } from './drawOverlay';
import type { Playhead } from './playhead';
import type { VideoState } from './useVideoState';

interface Props {
  playhead: Playhead;
  state: VideoState;
  length: number;
  hasTrack: boolean;
  hasOverlay: boolean;
  hasGaps: boolean;
  hasZones: boolean;
  options: OverlayOptions;
  onOptions: (options: OverlayOptions) => void;
  onGap: (direction: 1 | -1) => void;
  full: boolean;
  onFull: (() => void) | null;
  container: HTMLElement | null;
}

function Tool({ label, onClick, children, disabled = false }: { label: string; onClick: () => void; children: ReactNode; disabled?: boolean }) {
  return (
    <Tooltip label={label} withinPortal={false}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick} disabled={disabled}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** The position in digits; written without React, several times a second. */
function Time({ playhead, length }: { playhead: Playhead; length: number }) {
  const text = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = (ms: number) => {
      const now = clock(ms);
      if (text.current && text.current.textContent !== now) text.current.textContent = now;
    };
    show(playhead.timeMs);
    return playhead.onTime(show);
  }, [playhead]);
  return (
    <span className="player-time num">
      <span ref={text}>0:00</span> <span className="player-time-all">/ {clock(length)}</span>
    </span>
  );
}

const RATES = ['0.5', '1', '1.5', '2'];

export function Controls(props: Props) {
  const { playhead, state, length, options, onOptions, container } = props;
  return (
    <div className="player-controls">
      <Tooltip label={state.playing ? 'Pause' : 'Play'} withinPortal={false}>
        <ActionIcon size="xl" radius="xl" aria-label={state.playing ? 'Pause' : 'Play'} onClick={() => playhead.toggle()}>
          {state.playing ? <IconPlayerPauseFilled size={20} aria-hidden /> : <IconPlayerPlayFilled size={20} aria-hidden />}
        </ActionIcon>
      </Tooltip>
      <Time playhead={playhead} length={length} />
      <div className="player-tools">
        {props.hasTrack && (
          <>
            <Tool label="Previous gap" onClick={() => props.onGap(-1)} disabled={!props.hasGaps}>
              <IconPlayerSkipBack size={19} aria-hidden />
            </Tool>
            <Tool label="Next gap" onClick={() => props.onGap(1)} disabled={!props.hasGaps}>
              <IconPlayerSkipForward size={19} aria-hidden />
            </Tool>
          </>
        )}
        <span className="player-volume">
          <Tool
            label={state.muted ? 'Sound on' : 'Sound off'}
            onClick={() => playhead.toggleSound()}
          >
            {state.muted || state.volume === 0 ? <IconVolumeOff size={19} aria-hidden /> : <IconVolume size={19} aria-hidden />}
          </Tool>
          <Slider
            className="player-volume-slider"
            size="sm"
            label={null}
            min={0}
            max={100}
            value={state.muted ? 0 : Math.round(state.volume * 100)}
            thumbLabel="Volume"
            onChange={(value) => playhead.setVolume(value / 100)}
          />
        </span>
        <Popover position="top-end" withinPortal portalProps={container ? { target: container } : {}} trapFocus returnFocus shadow="md">
          <Popover.Target>
            <ActionIcon variant="subtle" color="gray" size="lg" aria-label="What is drawn, and speed">
              <IconAdjustments size={19} aria-hidden />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown className="player-menu" aria-label="What is drawn, and speed">
            {props.hasOverlay && (
              <div className="player-menu-part" role="group" aria-label="Over the picture">
                <Switch
                  label="Box and confidence"
                  checked={options.box}
                  onChange={(event) => onOptions({ ...options, box: event.currentTarget.checked })}
                />
                <Switch
                  label="Trail of the last seconds"
                  checked={options.trail}
                  onChange={(event) => onOptions({ ...options, trail: event.currentTarget.checked })}
                />
                {props.hasZones && (
                  <Switch
                    label="Zones of the room"
                    checked={options.zones}
                    onChange={(event) => onOptions({ ...options, zones: event.currentTarget.checked })}
                  />
                )}
              </div>
            )}
            <div className="player-menu-part">
              <div className="hint">Speed</div>
              <SegmentedControl
                size="xs"
                fullWidth
                aria-label="Speed"
                data={RATES.map((rate) => ({ value: rate, label: `${rate}×` }))}
                value={String(state.rate)}
                onChange={(rate) => playhead.setRate(Number(rate))}
              />
            </div>
            <div className="player-menu-part player-keys">
              <div className="hint">
                <IconKeyboard size={15} aria-hidden /> Keys, while the player has the focus
              </div>
              <dl>
                {KEY_HELP.map(([keys, what]) => (
                  <div key={keys} className="player-key">
                    <dt>{keys}</dt>
                    <dd>{what}</dd>
                  </div>
                ))}
              </dl>
            </div>
          </Popover.Dropdown>
        </Popover>
        {props.onFull && (
          <Tool label={props.full ? 'Leave full screen' : 'Full screen'} onClick={props.onFull}>
            {props.full ? <IconMinimize size={19} aria-hidden /> : <IconMaximize size={19} aria-hidden />}
          </Tool>
        )}
      </div>
    </div>
  );
}
