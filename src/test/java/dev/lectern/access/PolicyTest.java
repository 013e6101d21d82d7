package dev.lectern.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole policy as tables: A allowed, L log in first, F forbidden, H hidden, as if there were no such thing. */
class PolicyTest {

    private static final String SESSION = "sess-00000001";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # need          | anybody | nobody | guest | viewer | editor | admin | operator
            HEALTH          | A | A | A | A | A | A | A
            PUBLIC          | A | A | A | A | A | A | A
            ENROL           | A | A | A | A | A | A | A
            SELF            | A | L | L | A | A | A | F
            OWN_ACCESS      | A | L | L | A | A | A | F
            BROWSE          | A | L | L | A | A | A | F
            IMPORT          | A | L | L | F | A | A | F
            WATCH_SERVER    | A | L | L | F | F | A | F
            RUN_SERVER      | A | L | L | F | F | A | F
            ADMINISTER      | A | L | L | F | F | A | F
            ADMIT_WORKERS   | A | L | L | F | F | A | A
            """)
    void whatIsAboutNoSession(
            Need need,
            String anybody,
            String nobody,
            String guest,
            String viewer,
            String editor,
            String admin,
            String op) {
        assertThat(Stream.of(
                                Identity.ANYBODY,
                                Identity.NOBODY,
                                Identity.guest(SESSION, "link"),
                                member(Role.VIEWER, Scope.ADMIN),
                                member(Role.EDITOR, Scope.ADMIN),
                                member(Role.ADMIN, Scope.ADMIN),
                                Identity.OPERATOR)
                        .map(who -> letter(Policy.decide(who, need))))
                .containsExactly(anybody, nobody, guest, viewer, editor, admin, op);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # need          | anybody | nobody | guest | their session: stranger, linked, reader, editor, owner as editor | as viewer: stranger, linked, reader, editor, owner | admin | operator
            VIEW_RESULT     | A | L | A | H A A A A | H A A A A | A | F
            VIEW_SESSION    | A | L | L | H H A A A | H H A A A | A | F
            EDIT_SESSION    | A | L | L | H H F A A | H H F F F | A | F
            DELETE_SESSION  | A | L | L | H H F F A | H H F F F | A | F
            SHARE_SESSION   | A | L | L | H H F F A | H H F F F | A | F
            VIEW_JOB        | A | L | L | H H A A A | H H A A A | A | F
            EDIT_JOB        | A | L | L | H H F A A | H H F F F | A | F
            """)
    void whatIsAboutASession(
            Need need,
            String anybody,
            String nobody,
            String guest,
            String editors,
            String viewers,
            String admin,
            String operator) {
        assertThat(letter(verdict(Identity.ANYBODY, need, Standing.NONE))).isEqualTo(anybody);
        assertThat(letter(verdict(Identity.NOBODY, need, Standing.NONE))).isEqualTo(nobody);
        assertThat(letter(verdict(Identity.guest(SESSION, "link"), need, Standing.GUEST)))
                .isEqualTo(guest);
        assertThat(row(Role.EDITOR, need)).isEqualTo(editors);
        assertThat(row(Role.VIEWER, need)).isEqualTo(viewers);
        assertThat(letter(verdict(member(Role.ADMIN, Scope.ADMIN), need, Standing.OWNER)))
                .isEqualTo(admin);
        assertThat(letter(verdict(Identity.OPERATOR, need, Standing.NONE))).isEqualTo(operator);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # scope | what an admin may with a token of it
            READ  | SELF BROWSE VIEW_RESULT VIEW_SESSION VIEW_JOB WATCH_SERVER
            WRITE | SELF BROWSE IMPORT VIEW_RESULT VIEW_SESSION EDIT_SESSION DELETE_SESSION VIEW_JOB EDIT_JOB WATCH_SERVER RUN_SERVER
            ADMIN | SELF OWN_ACCESS BROWSE IMPORT VIEW_RESULT VIEW_SESSION EDIT_SESSION DELETE_SESSION SHARE_SESSION VIEW_JOB EDIT_JOB WATCH_SERVER RUN_SERVER ADMINISTER ADMIT_WORKERS
            """)
    void aTokenGivesNoMoreThanItsScope(Scope scope, String expected) {
        Set<Need> may = EnumSet.noneOf(Need.class);
        Arrays.stream(Need.values())
                .filter(need -> !need.open())
                .filter(need -> verdict(member(Role.ADMIN, scope), need, Standing.OWNER) == Verdict.ALLOWED)
                .forEach(may::add);
        assertThat(String.join(" ", may.stream().map(Need::name).toList())).isEqualTo(expected);
    }

    @Test
    void aLinkLeadsToOneSessionOnly() {
        Identity guest = Identity.guest(SESSION, "link");
        Grants nothing = new Grants("user-2", Standing.NONE);
        assertThat(Policy.standing(guest, SESSION, nothing)).isEqualTo(Standing.GUEST);
        assertThat(Policy.standing(guest, "sess-00000002", nothing)).isEqualTo(Standing.NONE);
        assertThat(Policy.decide(guest, Need.VIEW_RESULT, Standing.NONE)).isEqualTo(Verdict.LOGIN);
        Identity member = member(Role.VIEWER, Scope.READ).with(SESSION);
        assertThat(Policy.standing(member, SESSION, nothing)).isEqualTo(Standing.GUEST);
        assertThat(Policy.standing(member, SESSION, new Grants("user-2", Standing.EDITOR)))
                .isEqualTo(Standing.EDITOR);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void sessionsFromBeforeThereWereAccountsBelongToAdmins(Role role) {
        assertThat(Policy.standing(member(role, Scope.ADMIN), SESSION, new Grants(null, Standing.NONE)))
                .isEqualTo(role == Role.ADMIN ? Standing.OWNER : Standing.NONE);
    }

    @ParameterizedTest
    @CsvSource({"'', false", "a, true", "A, false", "a b, false", ".a, false", "a'--, false", "ann@uni-x.edu, true"})
    void aNameHasOneForm(String name, boolean good) {
        assertThat(Account.isName(name)).isEqualTo(good);
        assertThat(Account.isName(name + "a".repeat(65))).isFalse();
    }

    private static String row(Role role, Need need) {
        Identity who = member(role, Scope.ADMIN);
        return String.join(
                " ",
                Stream.of(Standing.values())
                        .map(standing -> letter(verdict(who, need, standing)))
                        .toList());
    }

    private static Verdict verdict(Identity who, Need need, Standing standing) {
        Verdict first = Policy.decide(who, need);
        return first != Verdict.ALLOWED || need.about() == Need.About.NOTHING
                ? first
                : Policy.decide(who, need, standing);
    }

    private static Identity member(Role role, Scope scope) {
        return Identity.member(new Account("user-1", role.label(), role), scope, "login");
    }

    private static String letter(Verdict verdict) {
        return verdict.name().substring(0, 1).toUpperCase(Locale.ROOT);
    }
}
