package io.attachrelay.deploy.acceptance;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.attachrelay.media.link.LinkSigner;
import io.attachrelay.platform.BearerCredentials;
import io.attachrelay.platform.WebhookVerifier;
import io.attachrelay.settings.Secret;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.regex.Pattern;

/** The rules of docs/decisions/0001. */
@AnalyzeClasses(packages = "io.attachrelay", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String INSPECT = "io.attachrelay.validator.inspect.";
    private static final String PAGES = "io.attachrelay.sender.convert.text..";

    private static final Pattern RESOLVES_TYPES =
            Pattern.compile(
                    "(read|write)(er)?(For|Value).*|(treeTo|valueTo|convert|update)(Value|Tree)");

    private static final DescribedPredicate<JavaClass> RESOLVES_TYPES_WHILE_INITIALISED =
            describe(
                    "resolve types of Jackson in a static initializer",
                    c ->
                            c.getStaticInitializer().stream()
                                    .flatMap(i -> i.getMethodCallsFromSelf().stream())
                                    .map(JavaAccess::getTarget)
                                    .anyMatch(t ->
                                            t.getOwner()
                                                            .getPackageName()
                                                            .startsWith(
                                                                    "com.fasterxml.jackson.databind")
                                                    && RESOLVES_TYPES
                                                            .matcher(t.getName())
                                                            .matches()));

    @ArchTest
    static final ArchRule a_module_uses_lower_layers_only =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("model")
                    .definedBy(
                            "io.attachrelay.model..",
                            "io.attachrelay.topic..",
                            "io.attachrelay.audit..",
                            "io.attachrelay.settings..",
                            "io.attachrelay.notice..",
                            "io.attachrelay.breaker..")
                    .layer("platform")
                    .definedBy("io.attachrelay.platform..")
                    .layer("media")
                    .definedBy("io.attachrelay.media..")
                    .layer("gateway")
                    .definedBy("io.attachrelay.gateway..")
                    .layer("validator")
                    .definedBy("io.attachrelay.validator..")
                    .layer("router")
                    .definedBy("io.attachrelay.router..")
                    .layer("sender")
                    .definedBy("io.attachrelay.sender..")
                    .layer("deploy")
                    .definedBy("io.attachrelay.deploy..")
                    .whereLayer("model")
                    .mayNotAccessAnyLayer()
                    .whereLayer("platform")
                    .mayOnlyAccessLayers("model")
                    .whereLayer("media")
                    .mayOnlyAccessLayers("model")
                    .whereLayer("gateway")
                    .mayOnlyAccessLayers("model", "platform", "media")
                    .whereLayer("validator")
                    .mayOnlyAccessLayers("model", "media")
                    .whereLayer("router")
                    .mayOnlyAccessLayers("model", "platform", "media")
                    .whereLayer("sender")
                    .mayOnlyAccessLayers("model", "platform", "media")
                    .whereLayer("deploy")
                    .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule the_testkit_uses_nothing_of_ours =
            noClasses()
                    .that()
                    .resideInAPackage("io.attachrelay.deploy.testkit..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("io.attachrelay..")
                                    .and(not(resideInAPackage("io.attachrelay.deploy.testkit.."))));

    @ArchTest
    static final ArchRule javalin_stays_in_the_gateways_http_package =
            onlyIn(
                    "io.attachrelay.gateway.http..",
                    "io.javalin..",
                    "jakarta.servlet..",
                    "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule azure_stays_in_its_store_package =
            onlyIn("io.attachrelay.media.store.azure..", "com.azure..");

    @ArchTest
    static final ArchRule tika_stays_in_the_inspector =
            onlyIn("io.attachrelay.validator.inspect..", "org.apache.tika..");

    @ArchTest
    static final ArchRule pdfbox_stays_in_its_check_and_where_pages_are_made =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(INSPECT + "deep.pdf..", PAGES)
                    .and()
                    .resideInAPackage("io.attachrelay..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.apache.pdfbox.."));

    @ArchTest
    static final ArchRule web_pages_are_laid_out_where_pages_are_made =
            onlyIn(PAGES, "com.openhtmltopdf..", "org.jsoup..", "org.apache.fontbox..");

    @ArchTest
    static final ArchRule libreoffice_stays_in_its_converter =
            onlyIn("io.attachrelay.sender.convert.office..", "com.sun.star..");

    /** docs/decisions/0016. */
    @ArchTest
    static final ArchRule what_looks_at_bytes_knows_no_claims_and_no_policy =
            walled(
                    new String[] {INSPECT + "detect..", INSPECT + "deep..", INSPECT + "strip.."},
                    INSPECT + "claim..",
                    INSPECT + "policy..");

    @ArchTest
    static final ArchRule what_looks_at_claims_or_decides_sees_no_bytes =
            walled(
                    new String[] {INSPECT + "claim..", INSPECT + "policy.."},
                    INSPECT + "detect..",
                    INSPECT + "deep..",
                    INSPECT + "strip..");

    @ArchTest
    static final ArchRule kafka_streams_stays_in_the_deduplicator =
            onlyIn(
                    "io.attachrelay.validator.dedup..",
                    "org.apache.kafka.streams..",
                    "org.rocksdb..");

    @ArchTest
    static final ArchRule vendors_do_not_know_each_other =
            slices().matching("io.attachrelay.platform.(genesys|cxone)..")
                    .should()
                    .notDependOnEachOther();

    @ArchTest
    static final ArchRule parts_have_no_circles =
            slices().matching("io.attachrelay.(*)..").should().beFreeOfCycles();

    /** docs/decisions/0018. */
    @ArchTest
    static final ArchRule no_class_waits_for_a_lock_of_jackson_while_it_is_initialised =
            noClasses().should(ArchCondition.from(RESOLVES_TYPES_WHILE_INITIALISED));

    /**
     * Only {@link java.security.MessageDigest#isEqual} takes the same time whatever it compares.
     */
    @ArchTest
    static final ArchRule what_a_caller_proves_himself_by_is_compared_in_constant_time =
            noClasses()
                    .that()
                    .belongToAnyOf(
                            Secret.class,
                            WebhookVerifier.class,
                            BearerCredentials.class,
                            LinkSigner.class)
                    .should()
                    .callMethod(String.class, "equals", Object.class)
                    .orShould()
                    .callMethod(Arrays.class, "equals", byte[].class, byte[].class);

    @ArchTest
    static final ArchRule a_download_waits_for_no_thread_of_a_pool =
            noClasses()
                    .that()
                    .resideInAnyPackage("io.attachrelay.gateway..", "io.attachrelay.media..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(ThreadPoolExecutor.class, ForkJoinPool.class)
                    .orShould()
                    .callMethodWhere(
                            target(owner(assignableTo(Executors.class)))
                                    .and(target(nameMatching("new(Fixed|Cached|Single|Work).*"))));

    private static ArchRule walled(String[] here, String... there) {
        return noClasses()
                .that()
                .resideInAnyPackage(here)
                .should()
                .dependOnClassesThat(resideInAnyPackage(there));
    }

    private static ArchRule onlyIn(String home, String... guests) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(home)
                .and()
                .resideInAPackage("io.attachrelay..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(guests));
    }
}
