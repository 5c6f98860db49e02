package mnist.spark;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import mnist.InvalidSetting;
import mnist.data.DataException;
import mnist.file.InUseException;
import mnist.file.StoreException;
import mnist.train.DivergedException;

/**
 * The command line of a job, taken apart.
 *
 * @param options its own, by their names without hyphens; those without a value have "true"
 * @param others all other words, in their order
 */
record Words(Map<String, String> options, List<String> others) {
    static final int DONE = 0;
    static final int UNFORESEEN = 1;
    static final int USAGE = 2;
    static final int DATA = 3;
    static final int OUTPUT = 4;
    static final int DIVERGED = 5;
    static final int IN_USE = 7;
    static final int INTERRUPTED = 130;

    private static final String HYPHENS = "--";

    /**
     * @param valued names of options that have a value, after = or as the next word
     * @param flags names of options that have none
     * @throws InvalidSetting if a value is missing
     */
    static Words of(String[] args, Set<String> valued, Set<String> flags) {
        Words words = new Words(new HashMap<>(), new ArrayList<>());
        for (int i = 0; i < args.length; i++) {
            String[] parts = args[i].split("=", 2);
            String name = parts[0].startsWith(HYPHENS) ? parts[0].substring(HYPHENS.length()) : "";
            if (flags.contains(args[i].startsWith(HYPHENS) ? args[i].substring(HYPHENS.length()) : "")) {
                words.options.put(name, "true");
            } else if (!valued.contains(name)) {
                words.others.add(args[i]);
            } else if (parts.length == 2) {
                words.options.put(name, parts[1]);
            } else {
                InvalidSetting.require(i + 1 < args.length, parts[0], "needs a value, found none");
                words.options.put(name, args[++i]);
            }
        }
        return words;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** @throws InvalidSetting unless the option is missing or a whole number from 1 on */
    int number(String option, int otherwise) {
        String value = options.getOrDefault(option, Integer.toString(otherwise));
        InvalidSetting.require(
                value.matches("[1-9]\\d{0,8}"), HYPHENS + option, value + ": expected a whole number from 1 on");
        return Integer.parseInt(value);
    }

    /** Does a job's work. What people can do something about is told in one line. Returns the exit code. */
    static int run(String job, PrintWriter err, Callable<Integer> work) throws Exception {
        try {
            return work.call();
        } catch (InvalidSetting e) {
            err.println("mnist: " + job + ": " + e.getMessage().strip());
            return USAGE;
        } catch (DataException e) {
            err.println("mnist: " + e.getMessage());
            return DATA;
        } catch (DivergedException e) {
            err.println("mnist: " + e.getMessage());
            return DIVERGED;
        } catch (StoreException e) {
            err.println("mnist: " + e.getMessage());
            return e instanceof InUseException ? IN_USE : OUTPUT;
        }
    }
}
