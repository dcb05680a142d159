import { answerPrompt } from '#renderer/store/captures.ts';

interface Props {
  readonly captureId: string;
  readonly promptId: string;
  readonly text: string;
}

/** Answers a question with no: the capture ends there. */
export function RefuseButton({ captureId, promptId, text }: Props) {
  return (
    <button type="button" className="button" onClick={() => void answerPrompt(captureId, { kind: 'refuse', promptId })}>
      {text}
    </button>
  );
}
