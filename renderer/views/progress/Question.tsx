import { HostKeyQuestion } from '#renderer/views/progress/HostKeyQuestion.tsx';
import { SecretQuestion } from '#renderer/views/progress/SecretQuestion.tsx';
import { ServerQuestion } from '#renderer/views/progress/ServerQuestion.tsx';
import type { Prompt } from '#shared/ipc/payloads.ts';

interface Props {
  readonly captureId: string;
  readonly prompt: Prompt;
  /** As it may be shown. */
  readonly host: string;
}

/** What the connection asks before it can go on. */
export function Question({ captureId, prompt, host }: Props) {
  switch (prompt.kind) {
    case 'host-key':
      return <HostKeyQuestion captureId={captureId} prompt={prompt} />;
    case 'secret':
      return <SecretQuestion captureId={captureId} prompt={prompt} />;
    case 'from-server':
      return <ServerQuestion captureId={captureId} prompt={prompt} host={host} />;
  }
}
