package mnist.cli.options;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import mnist.EnumNames;
import mnist.data.fetch.Catalog;
import mnist.linalg.Backends;
import mnist.nn.Activation;
import mnist.nn.Initializer;
import mnist.nn.Loss;
import mnist.nn.Normalization;
import mnist.nn.Output;
import mnist.optim.OptimizerSpec;
import mnist.optim.ScheduleSpec;

/**
 * The values that the shell offers for options that take a name. picocli's script keeps them by the label of the option's
 * parameter, so no two such options of a command may share one.
 */
public final class Completions {
    private Completions() {}

    public static final class Optimizers implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return OptimizerSpec.NAMES.iterator();
        }
    }

    public static final class Schedules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return ScheduleSpec.NAMES.iterator();
        }
    }
}
