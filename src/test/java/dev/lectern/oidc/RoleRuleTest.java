package dev.lectern.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lectern.access.Role;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "groups | {'groups':['it']} | ADMIN",
                "groups | {'groups':'it'} | ADMIN",
                "groups | {'groups':['x','staff','student']} | EDITOR",
                "groups | {'groups':['student']} | VIEWER",
                "groups | {'groups':['IT']} |",
                "groups | {'groups':[1,null,{'it':'it'}]} |",
                "groups | {'groups':{'it':true}} |",
                "groups | {'groups':null} |",
                "groups | {} |",
                "a.b.roles | {'a':{'b':{'roles':['it']}}} | ADMIN",
                "a.b.roles | {'a.b.roles':['it']} | ADMIN",
                "a.b.roles | {'a':{'b':['it']}} |",
                "a.b.roles | {'a':['it']} |",
                "https://example.org/roles | {'https://example.org/roles':['staff']} | EDITOR"
            })
    void aClaimMakesTheHighestOfItsRoles(String claim, String claims, Role role) {
        RoleRule rule = new RoleRule(
                Optional.of(claim),
                Map.of("it", Role.ADMIN, "staff", Role.EDITOR, "student", Role.VIEWER),
                Optional.empty());
        assertThat(rule.role(new JsonObject(claims.replace('\'', '"')))).isEqualTo(Optional.ofNullable(role));
    }
}
