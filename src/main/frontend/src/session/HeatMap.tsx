import { ActionIcon, Tooltip } from '@mantine/core';
import { IconCamera } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { Playhead } from '../player/playhead';
import { heatColor, type Heat } from '../track/heat';

interface Props {
  heat: Heat;
  playhead: Playhead;
  width: number;
  height: number;
  summary: string;
}

function paint(canvas: HTMLCanvasElement, heat: Heat) {
  const small = document.createElement('canvas');
  small.width = heat.columns;
  small.height = heat.rows;
  const image = new ImageData(heat.columns, heat.rows);
  heat.values.forEach((value, i) => image.data.set(heatColor(value), i * 4));
  small.getContext('2d')?.putImageData(image, 0, 0);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
}

/** Where the instructor stayed how long, over a frame of the recording. */
export function HeatMap({ heat, playhead, width, height, summary }: Props) {
  const frame = useRef<HTMLCanvasElement>(null);
  const layer = useRef<HTMLCanvasElement>(null);
  const [hasFrame, setHasFrame] = useState(false);
  const aspect = width > 0 && height > 0 ? width / height : 16 / 9;
  const size = { width: 960, height: Math.round(960 / aspect) };

  const capture = () => {
    const { video } = playhead;
    const canvas = frame.current;
    if (!video || !canvas || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || video.videoWidth === 0) return false;
    canvas.getContext('2d')?.drawImage(video, 0, 0, canvas.width, canvas.height);
    setHasFrame(true);
    return true;
  };

  useEffect(() => {
    if (layer.current) paint(layer.current, heat);
  }, [heat]);

  useEffect(() => {
    if (capture()) return;
    // The first frame that is shown will do.
    const stop = playhead.onFrame(() => {
      if (capture()) stop();
    });
    return stop;
  });

  return (
    <section className="card panel" aria-labelledby="heat-title">
      <div className="panel-head">
        <h2 className="panel-title" id="heat-title">
          Where they stayed
        </h2>
        <Tooltip label="Put the picture that the video shows now under it">
          <ActionIcon variant="subtle" color="gray" aria-label="Put the picture that the video shows now under the heat map" onClick={capture}>
            <IconCamera size={18} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className="heat" style={{ aspectRatio: aspect }} role="img" aria-label={`Heat map. ${summary}`}>
        <canvas ref={frame} className={hasFrame ? 'heat-frame' : 'heat-frame heat-frame-none'} {...size} />
        <canvas ref={layer} className="heat-layer" data-testid="heat" {...size} />
      </div>
      <div className="heat-legend" aria-hidden>
        <span>briefly</span>
        <span className="heat-scale" />
        <span>longest</span>
      </div>
    </section>
  );
}
