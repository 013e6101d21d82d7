import { useQuery } from '@tanstack/react-query';
import type { SessionRight, SessionSummary } from '../api/types';
import type { ServerRight } from './api';
import { meQuery } from './useMe';

/** Whether the service says that this may be done with a recording. One that says nothing about it has no accounts, and all is allowed. */
export const may = ({ may: rights }: SessionSummary, right: SessionRight) => rights?.includes(right) ?? true;

/** Whether the service says that this may be done on it; not before it has said so. */
export function useMay(right: ServerRight): boolean {
  const { data, isPending } = useQuery(meQuery);
  return !isPending && (data?.may?.includes(right) ?? true);
}
