import { call, json, sessionPath } from '../api/client';

export type Role = 'viewer' | 'editor' | 'admin';
export type Scope = 'read' | 'write' | 'admin';

export interface User {
  name: string;
  role: Role;
  createdAt?: string;
  /** Of the list only: no login or token is good. */
  disabled?: boolean;
  /** Of the list only: the identity provider that knows this user, who has no password then. */
  issuer?: string | null;
}

/** Where users may log in too, at an identity provider. */
export interface SingleSignOn {
  label: string;
  path: string;
  /** A sentence for each word by which the service says why a login there failed. */
  failures: Record<string, string>;
}

/** What a caller may do on a service, apart from recordings. */
export type ServerRight = 'import' | 'watch' | 'run' | 'administer';

/** `GET /me`. */
export interface Me {
  /** Whether one has to log in at all. */
  accounts: boolean;
  user: User | null;
  /** Whether the user logs in with a password of this service, and not by single sign-on. */
  hasPassword?: boolean;
  scope: Scope | null;
  /** The session that a share link which was followed leads to. */
  sharedSessionId: string | null;
  singleSignOn?: SingleSignOn | null;
  may?: readonly ServerRight[];
}

export interface Token {
  id: string;
  user: string;
  name: string;
  scope: Scope;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
  /** Only in the answer that made it. */
  token?: string;
}

export interface Access {
  owner: string | null;
  users: { name: string; level: 'read' | 'edit' }[];
}

export interface ShareLink {
  id: string;
  createdBy: string | null;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
  /** Only in the answer that made it. */
  path?: string;
}

const id = encodeURIComponent;
const userPath = (name: string) => `/users/${id(name)}`;
const accessPath = (sessionId: string) => `${sessionPath(sessionId)}/access`;
const linksPath = (sessionId: string) => `${sessionPath(sessionId)}/links`;

export const accountApi = {
  me: (signal?: AbortSignal) => json<Me>('GET', '/me', signal),
  login: (name: string, password: string) => json<Me>('POST', '/login', undefined, { name, password }),
  logout: (everywhere: boolean) => call('POST', '/logout', undefined, { everywhere }),
  changePassword: (old: string, wanted: string) => call('PUT', '/me/password', undefined, { old, new: wanted }),
  tokens: (signal?: AbortSignal) => json<Token[]>('GET', '/tokens', signal),
  addToken: (name: string, scope: Scope) => json<Token>('POST', '/tokens', undefined, { name, scope }),
  removeToken: (tokenId: string) => call('DELETE', `/tokens/${id(tokenId)}`),
  users: (signal?: AbortSignal) => json<User[]>('GET', '/users', signal),
  addUser: (name: string, password: string, role: Role) => json<User>('POST', '/users', undefined, { name, password, role }),
  changeRole: (name: string, role: Role) => call('PATCH', userPath(name), undefined, { role }),
  disable: (name: string, disabled: boolean) => call('PATCH', userPath(name), undefined, { disabled }),
  removeUser: (name: string) => call('DELETE', userPath(name)),
  access: (sessionId: string, signal?: AbortSignal) => json<Access>('GET', accessPath(sessionId), signal),
  give: (sessionId: string, name: string, level: 'read' | 'edit') => call('PUT', `${accessPath(sessionId)}/${id(name)}`, undefined, { level }),
  take: (sessionId: string, name: string) => call('DELETE', `${accessPath(sessionId)}/${id(name)}`),
  links: (sessionId: string, signal?: AbortSignal) => json<ShareLink[]>('GET', linksPath(sessionId), signal),
  addLink: (sessionId: string, expiresDays: number) => json<ShareLink>('POST', linksPath(sessionId), undefined, { expiresDays }),
  removeLink: (sessionId: string, linkId: string) => call('DELETE', `${linksPath(sessionId)}/${id(linkId)}`),
};
