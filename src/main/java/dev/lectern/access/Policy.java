package dev.lectern.access;

/** Who may do what: the whole of it. */
public final class Policy {

    private Policy() {}

    /**
     * Whether a route may be gone into, as far as that does not depend on a session.
     *
     * @return for a route about a session or job, {@link Verdict#ALLOWED} only means that it is to be asked how the caller stands to
     *     it
     */
    public static Verdict decide(Identity who, Need need) {
        if (need.open() || who.kind() == Identity.Kind.ANYBODY) {
            return Verdict.ALLOWED;
        }
        if (who.kind() == Identity.Kind.OPERATOR) {
            return need == Need.ADMIT_WORKERS ? Verdict.ALLOWED : Verdict.FORBIDDEN;
        }
        if (who.account() == null) {
            return who.link() != null && need.standing() == Standing.GUEST ? Verdict.ALLOWED : Verdict.LOGIN;
        }
        // Of what a caller may not see at all, not even the role that it would take is told.
        return need.about() != Need.About.NOTHING || enough(who, need) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    }

    /** Whether a route may be gone into that is about a session; asked after {@link #decide(Identity, Need)}. */
    public static Verdict decide(Identity who, Need need, Standing standing) {
        if (who.kind() == Identity.Kind.ANYBODY) {
            return Verdict.ALLOWED;
        }
        if (standing == Standing.NONE) {
            return who.account() == null ? Verdict.LOGIN : Verdict.HIDDEN;
        }
        if (who.account() == null) {
            return need.standing() == Standing.GUEST ? Verdict.ALLOWED : Verdict.LOGIN;
        }
        if (standing.compareTo(need.standing()) >= 0) {
            return enough(who, need) ? Verdict.ALLOWED : Verdict.FORBIDDEN;
        }
        return standing == Standing.GUEST ? Verdict.HIDDEN : Verdict.FORBIDDEN;
    }

    /** How somebody stands to a session that exists. */
    public static Standing standing(Identity who, String sessionId, Grants grants) {
        if (who.seesAll()) {
            return Standing.OWNER;
        }
        Standing linked = sessionId.equals(who.link()) ? Standing.GUEST : Standing.NONE;
        if (who.account() == null) {
            return linked;
        }
        if (who.account().id().equals(grants.owner())) {
            return Standing.OWNER;
        }
        return linked.compareTo(grants.shared()) > 0 ? linked : grants.shared();
    }

    private static boolean enough(Identity who, Need need) {
        return who.account().role().compareTo(need.role()) >= 0 && who.scope().compareTo(need.scope()) >= 0;
    }
}
