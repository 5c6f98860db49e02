package mnist.store;

import java.util.Map;
import java.util.Objects;
import mnist.file.StoreException;
import mnist.store.json.Json;

/** Holds the result of a run against its last checkpoint, and its numbers against each other. */
final class ResultCheck {
    private static final double ROUNDING = 1e-9;

    private final RunDirectory run;
    private final Map<String, Object> result;

    /** @throws StoreException if the file cannot be read */
    ResultCheck(RunDirectory run) {
        this.run = run;
        result = Json.read(run.result());
    }

    /** @throws StoreException if the result has another value, or none */
    void require(String key, Object expected) {
        Object found = result.get(key);
        if (!isSame(expected, found)) {
            throw wrong(key + " " + expected + ", as last.safetensors has it", found);
        }
    }

    /** As {@link #require}, but results of older versions may lack it. */
    void requireIfThere(String key, Object expected) {
        if (result.containsKey(key)) {
            require(key, expected);
        }
    }

    private static boolean isSame(Object expected, Object found) {
        if (expected instanceof Number number && found instanceof Number other) {
            return number.doubleValue() == other.doubleValue();
        }
        return Objects.equals(expected, found);
    }

    /** @throws StoreException if accuracy, errors, images and loss are not what a test set can give */
    void requireScore() {
        requireRange("images", 1, Integer.MAX_VALUE, "1 or more");
        requireRange("errors", 0, number("images", Integer.MAX_VALUE), "0 or more, and no more than images,");
        requireRange("accuracy", 0, 1, "0 to 1");
        requireRange("loss", 0, Double.MAX_VALUE, "0 or more");
        if (result.containsKey("errors") && result.containsKey("images")) {
            double errors = number("errors", 0);
            double images = number("images", 1);
            double accuracy = (images - errors) / images;
            if (Math.abs(number("accuracy", accuracy) - accuracy) > ROUNDING) {
                throw wrong(
                        "accuracy " + accuracy + " by " + result.get("errors") + " errors of " + result.get("images"),
                        result.get("accuracy"));
            }
        }
    }

    /** @throws StoreException if it has other settings than the run. Results of older versions have none */
    @SuppressWarnings("unchecked") // the keys of a JSON object are texts
    void requireSettings(RunSettings settings) {
        Object found = result.get("settings");
        if (found == null) {
            return;
        }
        if (!(found instanceof Map)) {
            throw wrong("the run's settings", found);
        }
        try {
            settings.requireSame(run.config(), run.result(), RunSettings.fromMap((Map<String, Object>) found));
        } catch (IllegalArgumentException e) {
            throw new StoreException(run.result() + ": settings: " + e.getMessage() + "; " + cure(), e);
        }
    }

    private double number(String key, double otherwise) {
        return result.get(key) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private void requireRange(String key, double least, double most, String range) {
        Object found = result.get(key);
        boolean fits = found instanceof Number number && number.doubleValue() >= least && number.doubleValue() <= most;
        if (found != null && !fits) {
            throw wrong(range + " as " + key, found);
        }
    }

    private StoreException wrong(String expected, Object found) {
        boolean number = found instanceof Number;
        return StoreException.of(
                run.result(), expected, number ? found : StoreException.quote(String.valueOf(found)), cure());
    }

    private String cure() {
        return "take it from a copy, or delete it: train --resume " + run.path() + " makes it again";
    }
}
