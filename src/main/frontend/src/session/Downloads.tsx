import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconBraces, IconMovie, IconTable, IconVideo, IconWand } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { may } from '../account/may';
import { api, ApiError, resultPath } from '../api/client';
import type { SessionDetail } from '../api/types';
import { percent, remaining } from '../format';
import { useJob } from '../live/useJob';
import { Bar } from '../parts/Bar';
import { titleOf } from '../sessions/select';
import { fileName } from './fileName';

/** Asks for the video with the drawing in it, and follows the job that makes it. */
function Render({ detail }: { detail: SessionDetail }) {
  const { sessionId } = detail.session;
  const client = useQueryClient();
  const [jobId, setJobId] = useState<string | null>(null);
  const start = useMutation({ mutationFn: () => api.render(sessionId), onSuccess: (answer) => setJobId(answer.jobId) });
  // Also when the page was opened while the video is being drawn.
  const { session, processing, relatedJobId } = detail;
  const followed = jobId ?? (session.status === 'processing' && processing.stage === 'render' ? relatedJobId : null);
  const { job } = useJob(followed).view;
  const done = job?.status === 'completed';
  useEffect(() => {
    if (done) void client.invalidateQueries({ queryKey: ['session', sessionId] });
  }, [done, client, sessionId]);
  const missing = start.error instanceof ApiError && start.error.status === 404;
  if (missing) return <p className="hint">This server cannot draw the track into the video.</p>;
  if (followed && job?.status !== 'failed') {
    return (
      <div className="render">
        <Bar slim value={job?.progress ?? null} label="Drawing the video" />
        <p className="hint">
          Drawing the track into the video: {percent(job?.progress)}
          {job?.etaSeconds ? `, ${remaining(job.etaSeconds)} left` : ''}. <Link to={`/app/jobs/${followed}`}>Details</Link>
        </p>
      </div>
    );
  }
  const problem = start.error?.message ?? job?.error;
  return (
    <>
      <Button
        variant="light"
        justify="flex-start"
        leftSection={<IconWand size={18} aria-hidden />}
        loading={start.isPending}
        onClick={() => {
          setJobId(null);
          start.mutate();
        }}
      >
        Draw the track into a video
      </Button>
      {problem && (
        <p className="field-error" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}

export function Downloads({ detail }: { detail: SessionDetail }) {
  const { session, media } = detail;
  const title = titleOf(session);
  const json = resultPath(session.sessionId);
  const csv = `${json}.csv`;
  const hasCsv = useQuery({
    queryKey: ['exists', csv], queryFn: ({ signal }) => api.exists(csv, signal), staleTime: Number.POSITIVE_INFINITY,
    enabled: detail.hasInstructorTrackingResult,
  });
  return (
    <section className="card panel" aria-labelledby="downloads-title">
      <div className="panel-head">
        <h2 className="panel-title" id="downloads-title">
          Take it with you
        </h2>
      </div>
      <div className="downloads">
        {detail.hasInstructorTrackingResult && hasCsv.data === true && (
          <Button component="a" href={csv} download={fileName(title, '.csv')} variant="default" justify="flex-start" leftSection={<IconTable size={18} aria-hidden />}>
            Table for a spreadsheet (CSV)
          </Button>
        )}
        {detail.hasInstructorTrackingResult && (
          <Button component="a" href={json} download={fileName(title, '.json')} variant="default" justify="flex-start" leftSection={<IconBraces size={18} aria-hidden />}>
            Everything, for programs (JSON)
          </Button>
        )}
        {media.centralCamUrl && (
          <Button component="a" href={media.centralCamUrl} download={fileName(title, '.mp4')} variant="default" justify="flex-start" leftSection={<IconVideo size={18} aria-hidden />}>
            The video
          </Button>
        )}
        {media.heatmapVideoUrl ? (
          <Button
            component="a"
            href={media.heatmapVideoUrl}
            download={fileName(`${title} with track`, '.mp4')}
            variant="default"
            justify="flex-start"
            leftSection={<IconMovie size={18} aria-hidden />}
          >
            The video with the track in it
          </Button>
        ) : (
          detail.hasInstructorTrackingResult && may(session, 'edit') && <Render detail={detail} />
        )}
      </div>
    </section>
  );
}
