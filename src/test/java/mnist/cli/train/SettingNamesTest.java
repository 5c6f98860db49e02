package mnist.cli.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mnist.cli.frame.SettingNames;
import mnist.nn.NetworkSpec;
import mnist.nn.ReceptiveFields;
import mnist.train.Distillation;
import mnist.train.Optimization;
import mnist.train.Regularisation.AugmentationPlan;
import mnist.train.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.CommandSpec;

/** Every setting of a training is decided by an option of train, by which messages call it. */
class SettingNamesTest {
    private static final CommandSpec TRAIN = CommandSpec.forAnnotatedObject(new TrainCommand());

    /** They come from the images. */
    private static final Set<String> OF_THE_DATA = Set.of("inputs", "outputs");

    static Set<String> settings() {
        Set<String> settings = new TreeSet<>();
        collect("", TrainingConfig.class, settings);
        collect("", NetworkSpec.class, settings);
        settings.removeAll(OF_THE_DATA);
        return settings;
    }

    /** Settings by their names in config.json, where most groups have no level of their own. */
    private static void collect(String path, Class<?> group, Set<String> settings) {
        for (RecordComponent component : group.getRecordComponents()) {
            String name = component.getName();
            if (group == AugmentationPlan.class) {
                settings.add(
                        name.equals("changes")
                                ? "augmentation"
                                : name.equals("fade") ? "augmentationFade" : "augmentationEnd");
            } else if (component.getType().isRecord() && component.getType() != ReceptiveFields.Plan.class) {
                boolean level = group == Optimization.class || component.getType() == Distillation.class;
                collect(level ? name + "." : path, component.getType(), settings);
            } else {
                settings.add(path + (name.equals("kind") ? "name" : name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aSettingHasItsOption(String setting) {
        assertNotNull(SettingNames.option(TRAIN, setting), setting + " has no option --" + SettingNames.name(setting));
    }

    @Test
    void noTwoSettingsShareAnOption() {
        Stream<String> options = settings().stream().map(SettingNames::name).distinct();
        assertEquals(settings().size(), options.count());
        assertTrue(settings().size() > 35, "settings found: " + settings());
    }
}
