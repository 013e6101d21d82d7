import { IconUserCircle } from '@tabler/icons-react';
import { NavLink } from 'react-router';
import { useMe } from './useMe';

/** Who is logged in, in the bar at the top; nothing where nobody has to. */
export function AccountLink() {
  const { user } = useMe();
  if (!user) return null;
  return (
    <NavLink to="/app/account" className="account-link" aria-label={`Account of ${user.name}`}>
      <IconUserCircle size={20} stroke={1.8} aria-hidden />
      <span>{user.name}</span>
    </NavLink>
  );
}
