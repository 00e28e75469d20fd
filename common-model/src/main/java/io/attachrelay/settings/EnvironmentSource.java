package io.attachrelay.settings;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns the environment's variables into the keys that they mean. */
final class EnvironmentSource {

    /** The launcher's and the tests' own variables. */
    private static final List<String> NOT_SETTINGS =
            List.of(Key.VARIABLE_PREFIX + "JAVA_", Key.VARIABLE_PREFIX + "TEST_");

    private final Set<String> tenants;
    private final Mistakes mistakes;

    private EnvironmentSource(Set<String> tenants, Mistakes mistakes) {
        this.tenants = tenants;
        this.mistakes = mistakes;
    }

    /**
     * What the environment gives, by full key; a variable that means nothing is a mistake.
     *
     * @param tenants the names of tenants known already, which a variable can't spell exactly
     */
    static Map<String, Given> read(
            Map<String, String> environment, Set<String> tenants, Mistakes mistakes) {
        EnvironmentSource source = new EnvironmentSource(tenants, mistakes);
        Map<String, Given> given = new TreeMap<>();
        environment.forEach((variable, text) -> {
            if (isSetting(variable)) {
                source.key(variable)
                        .ifPresent(key -> given.put(key, new Given.Text(text, variable)));
            }
        });
        return given;
    }

    private static boolean isSetting(String variable) {
        return variable.startsWith(Key.VARIABLE_PREFIX)
                && NOT_SETTINGS.stream().noneMatch(variable::startsWith);
    }

    private Optional<String> key(String variable) {
        Optional<String> key =
                Keys.forms().flatMap(form -> match(form, variable).stream()).findFirst();
        if (key.isEmpty()) {
            mistakes.add(
                    variable, "is no variable of a setting" + Spelling.hint(variable, known()));
        }
        return key;
    }

    private Stream<String> known() {
        return Keys.forms().flatMap(form -> Tenants.spellings(form, tenants)).map(Key::variable);
    }

    private Optional<String> match(String form, String variable) {
        Matcher match = Pattern.compile(Key.variable(form).replace("*", "(.+)")).matcher(variable);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(
                match.groupCount() == 0 ? form : form.replace("*", star(form, match.group(1))));
    }

    private String star(String form, String words) {
        return form.equals(Keys.PROPERTY.name())
                ? words.toLowerCase(Locale.ROOT).replace('_', '.')
                : tenant(words);
    }

    private String tenant(String words) {
        List<String> meant =
                tenants.stream()
                        .filter(name -> Key.variable(name).equals(Key.variable(words)))
                        .toList();
        if (meant.size() > 1) {
            mistakes.add(
                    Key.variable("tenants." + words),
                    "means each of the tenants "
                            + String.join(", ", meant)
                            + "; give them names that differ in more than case and dashes");
        }
        return meant.isEmpty() ? words.toLowerCase(Locale.ROOT) : meant.getFirst();
    }
}
