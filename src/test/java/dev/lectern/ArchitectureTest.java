package dev.lectern;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import dev.lectern.queue.Lease;
import io.vertx.core.Verticle;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which: the table of docs/architecture.md, kept by a machine. */
class ArchitectureTest {

    private static final String ROOT = "dev.lectern";

    /** What each package of ours may use of ours; the root, where everything is put together, may use all. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            Map.entry("job", Set.of()),
            Map.entry("redis", Set.of()),
            Map.entry("start", Set.of("media")),
            Map.entry("access", Set.of("job")),
            Map.entry("config", Set.of("job", "redis")),
            Map.entry("queue", Set.of("job", "redis")),
            Map.entry("events", Set.of("job", "redis")),
            Map.entry("store", Set.of("job", "access")),
            Map.entry("bus", Set.of("job", "queue")),
            Map.entry("coordinator", Set.of("job", "queue", "events", "store", "bus")),
            Map.entry("worker", Set.of("job", "bus", "queue")),
            Map.entry("cluster", Set.of("job", "bus", "queue")),
            Map.entry("enrol", Set.of("job", "bus", "cluster")),
            Map.entry("depot", Set.of("job", "bus", "queue", "worker", "cluster")),
            Map.entry("media", Set.of("job")),
            Map.entry("detect", Set.of("job", "media")),
            Map.entry("motion", Set.of("job")),
            Map.entry("track", Set.of("job", "detect", "motion")),
            Map.entry("pipeline", Set.of("job", "media", "detect", "track", "render")),
            Map.entry("evaluate", Set.of("job", "detect", "track")),
            Map.entry("render", Set.of("track")),
            Map.entry(
                    "people", Set.of("job", "bus", "store", "detect", "media", "motion", "track", "pipeline", "http")),
            Map.entry("preview", Set.of("job", "bus", "store", "detect", "track", "pipeline", "http")),
            Map.entry("metrics", Set.of("job", "bus", "queue", "store", "coordinator", "http")),
            Map.entry("outlook", Set.of("job", "bus", "store", "coordinator", "http", "queue")),
            Map.entry("upload", Set.of("job")),
            Map.entry("oidc", Set.of("job", "access")),
            Map.entry("http", Set.of("job", "access", "events", "store", "bus", "upload", "oidc")));

    /** Plain libraries, runnable without a server. */
    private static final List<String> WITHOUT_VERTX = List.of(
            "job", "start", "access", "upload", "media", "detect", "motion", "track", "evaluate", "render", "pipeline");

    private static final String EMPTY_WORDS = ".*(Manager|Helper|Utils?|Impl|Service)(\\$.*)?|(.*\\$)?Abstract.*";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    static Set<String> packages() {
        return USES.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatTheTableSays(String name) {
        String[] allowed = USES.get(name).stream().map(ArchitectureTest::in).toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(in(name))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(in(""))
                        .or(resideInAPackage(in(name)))
                        .or(resideInAnyPackage(allowed)))
                .check(OURS);
    }

    @Test
    void everyPackageStandsInTheTable() {
        assertThat(OURS.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(name.equals(ROOT) || USES.containsKey(slice(name)))
                        .as(name)
                        .isTrue());
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void ofTheQueueAWorkerKnowsOnlyTheLease() {
        noClasses()
                .that()
                .resideInAPackage(in("worker"))
                .should()
                .dependOnClassesThat(resideInAPackage(in("queue"))
                        .and(describe("are not the lease", type -> !type.isEquivalentTo(Lease.class))))
                .check(OURS);
    }

    @Test
    void whatOnlyTheBuildNeedsIsUsedByNothingElse() {
        // The converter of the bundled model is for the build alone.
        noClasses()
                .that()
                .resideOutsideOfPackage(in("detect.convert"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("detect.convert"))
                .check(OURS);
    }

    @Test
    void whatRunsWithoutAServerKnowsNoVertx() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        WITHOUT_VERTX.stream().map(ArchitectureTest::in).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx..", "io.netty..")
                .check(OURS);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        DescribedPredicate<JavaClass> saysNothing = describe("say nothing", type -> type.getName()
                .substring(type.getPackageName().length() + 1)
                .matches(EMPTY_WORDS));
        noClasses().should(ArchCondition.from(saysNothing)).check(OURS);
    }

    @Test
    void whatIsDeployedIsCalledAVerticleAndNothingElseIs() {
        classes()
                .that()
                .areAssignableTo(VerticleBase.class)
                .or()
                .areAssignableTo(Verticle.class)
                .should()
                .haveSimpleNameEndingWith("Verticle")
                .check(OURS);
        classes()
                .that()
                .haveSimpleNameEndingWith("Verticle")
                .should()
                .beAssignableTo(VerticleBase.class)
                .check(OURS);
    }

    private static String in(String name) {
        return name.isEmpty() ? ROOT + ".." : ROOT + "." + name + "..";
    }

    private static String slice(String packageName) {
        String below = packageName.substring(ROOT.length() + 1);
        int dot = below.indexOf('.');
        return dot < 0 ? below : below.substring(0, dot);
    }
}
