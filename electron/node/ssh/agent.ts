import { type BaseAgent, createAgent } from 'ssh2';

/** The agent ssh(1) would use; null where there is none. Windows has OpenSSH's named pipe. */
export function agentSocket(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string | null {
  if (env.SSH_AUTH_SOCK) return env.SSH_AUTH_SOCK;
  return platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null;
}

/**
 * An agent that offers at most `limit` keys. sshd ends the connection after six failures (MaxAuthTries),
 * so a full agent would leave no try for the key or the password the user meant.
 */
export function limitedAgent(socket: string, limit: number): BaseAgent {
  const agent = createAgent(socket);
  const all = agent.getIdentities.bind(agent);
  agent.getIdentities = (callback) => {
    all((error, keys) => {
      if (error) callback(error);
      else callback(null, (keys ?? []).slice(0, limit));
    });
  };
  return agent;
}
