package mnist.cli.lesson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experiment: the runs that it compares, what is shown of them, and what follows from their numbers. Its texts are in the
 * bundle {@code lessons}, under its name.
 */
abstract class Lesson {
    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @param settings what a learner may change, with its usual values, as one types them: {@code rate=0.1 epochs=5} */
    Lesson(String name, String settings) {
        this.name = name;
        for (String setting : settings.split(" ", -1)) {
            String[] both = setting.split("=", 2);
            this.settings.put(both[0], both[1]);
        }
    }

    /**
     * A run of the lesson.
     *
     * @param name of its folder
     * @param options of {@code train}, without data and folder
     */
    record Planned(String name, List<String> options) {
        /** {@code own}: the options that the run alone has, with blanks between. */
        static Planned of(String name, String own, List<String> common) {
            List<String> options = new ArrayList<>(List.of(own.split(" ", -1)));
            options.addAll(common);
            return new Planned(name, options);
        }
    }

    String name() {
        return name;
    }

    Map<String, String> settings() {
        return Collections.unmodifiableMap(settings);
    }

    /** In the order in which they are trained and shown. */
    abstract List<Planned> runs(Settings settings);

    abstract List<Chart> charts();

    /** Says what the runs have shown. */
    abstract void findings(Settings settings, Outcomes runs, Findings say);
}
