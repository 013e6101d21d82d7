import { ActionIcon, Button, Group, Modal, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { bytes, count } from '../format';
import { nameOfFile } from './speed';
import { uploads } from './uploads';

/** A type that surely is no recording; everything else is the server's to judge. */
const isSurelyNoVideo = (file: File) => /^(image|text|font)\//.test(file.type) || file.type === 'application/pdf';

function Fields({ files, onClose }: { files: File[]; onClose: () => void }) {
  const [rows, setRows] = useState(() => files.map((file, index) => ({ key: index, file, name: nameOfFile(file.name) })));
  const [courseCode, setCourseCode] = useState('');
  const [sessionDate, setSessionDate] = useState('');
  const send = () => {
    for (const row of rows) {
      uploads.add(row.file, { sessionName: row.name.trim(), courseCode: courseCode.trim(), sessionDate });
    }
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ul className="upload-files">
        {rows.map((row, index) => (
          <li key={row.key}>
            <TextInput
              label={rows.length === 1 ? 'Session name' : `Session name ${index + 1}`}
              description={`${row.file.name} · ${bytes(row.file.size)}`}
              error={
                row.file.size === 0
                  ? 'This file is empty.'
                  : isSurelyNoVideo(row.file)
                    ? 'This does not look like a recording.'
                    : undefined
              }
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={row.name}
              maxLength={200}
              data-autofocus={index === 0 || undefined}
              onChange={(event) => {
                const name = event.currentTarget.value;
                setRows(rows.map((other) => (other.key === row.key ? { ...other, name } : other)));
              }}
            />
            {rows.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={`Do not upload ${row.file.name}`}
                onClick={() => setRows(rows.filter((other) => other.key !== row.key))}
              >
                <IconX size={18} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
      </ul>
      <div className="upload-shared">
        <TextInput
          label="Course code"
          placeholder="optional"
          value={courseCode}
          maxLength={60}
          onChange={(event) => setCourseCode(event.currentTarget.value)}
        />
        <TextInput type="date" label="Date" value={sessionDate} onChange={(event) => setSessionDate(event.currentTarget.value)} />
      </div>
      {rows.length > 1 && <p className="hint">Course code and date hold for all {rows.length}. The files are sent one after the other.</p>}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button type="submit">{rows.length === 1 ? 'Upload' : `Upload ${count(rows.length, 'recording')}`}</Button>
      </Group>
    </form>
  );
}

/** Asks for name, course and date of the recordings about to be sent. */
export function UploadForm({ files, onClose }: { files: File[]; onClose: () => void }) {
  return (
    <Modal
      opened={files.length > 0}
      onClose={onClose}
      size="lg"
      title={files.length > 1 ? `Upload ${count(files.length, 'recording')}` : 'Upload a recording'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {files.length > 0 && <Fields key={files.map((file) => file.name).join('/')} files={files} onClose={onClose} />}
    </Modal>
  );
}
