import { useQueryClient } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import { createContext, use, useEffect, useRef, useState, type ReactNode } from 'react';
import { useMay } from '../account/may';
import { UploadForm } from './UploadForm';
import { uploads } from './uploads';

interface UploadDialog {
  /** Opens the choice of files. */
  choose: () => void;
}

const Context = createContext<UploadDialog>({ choose: () => undefined });

export const useUploadDialog = () => use(Context);

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;

/** Lets recordings be dropped anywhere, and chosen; asks about them, and sends them. */
export function UploadProvider({ children }: { children: ReactNode }) {
  const [files, setFiles] = useState<File[]>([]);
  const [dragging, setDragging] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const enabled = useMay('import');

  useEffect(() => {
    // Each element under the pointer sends its own enter and leave; their difference says whether the window was left.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth++;
      setDragging(enabled);
    };
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = enabled ? 'copy' : 'none';
    };
    const leave = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setDragging(false);
      const dropped = [...(event.dataTransfer?.files ?? [])];
      if (enabled && dropped.length > 0) setFiles((before) => [...before, ...dropped]);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [enabled]);

  useEffect(() => {
    uploads.onArrived = () => void client.invalidateQueries({ queryKey: ['sessions'] });
  }, [client]);

  return (
    <Context value={{ choose: () => input.current?.click() }}>
      {children}
      <input
        ref={input}
        type="file"
        accept="video/*,.mkv,.mov,.avi,.webm,.mp4,.m4v,.mpg,.mpeg,.ts,.mts"
        multiple
        hidden
        aria-label="Recordings to upload"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          if (chosen.length > 0) setFiles(chosen);
        }}
      />
      {dragging && (
        <div className="dropzone" aria-hidden>
          <div className="dropzone-inner">
            <IconUpload size={44} stroke={1.6} />
            <strong>Drop to upload</strong>
            <span>one recording or several</span>
          </div>
        </div>
      )}
      <UploadForm files={files} onClose={() => setFiles([])} />
    </Context>
  );
}
