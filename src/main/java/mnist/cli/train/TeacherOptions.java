package mnist.cli.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mnist.InvalidSetting;
import mnist.cli.frame.OptionSections.Section;
import mnist.cli.frame.Usage;
import mnist.cli.options.ModelOption;
import mnist.file.StoreException;
import mnist.nn.Loss;
import mnist.nn.Network;
import mnist.nn.NetworkSpec;
import mnist.nn.Output;
import mnist.store.ModelFile;
import mnist.train.Distillation;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Trained networks to learn from (distillation). */
@Section("Teacher")
public final class TeacherOptions {
    @Option(
            names = "--teacher",
            paramLabel = "MODEL",
            arity = "1..*",
            split = ",",
            description = "Trained models, or runs, whose averaged probabilities are learned beside the labels"
                    + " (Hinton et al. 2015). The train loss then includes theirs.")
    private List<Path> teachers = List.of();

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "4",
            description = "Softens the probabilities of --teacher and of the network: softmax(z / T). Default:"
                    + " ${DEFAULT-VALUE}")
    private float temperature;

    @Option(
            names = "--teacher-weight",
            paramLabel = "W",
            defaultValue = "0.5",
            description = "Loss: (1 - W) CE(label) + W T^2 KL(teacher). Default: ${DEFAULT-VALUE}")
    private float weight;

    /** @throws InvalidSetting when this cannot be, whatever the teachers are */
    void check(CommandSpec command, NetworkSpec student) {
        if (teachers.isEmpty()) {
            Usage.refuseGiven(
                    command,
                    "needs a --teacher: name a run, --teacher runs/first, or leave it out",
                    "--temperature",
                    "--teacher-weight");
            return;
        }
        InvalidSetting.require(
                student.output() == Output.SOFTMAX && student.loss() == Loss.CROSS_ENTROPY,
                "distillation.teachers",
                "needs --output softmax and --loss cross-entropy");
        new Distillation(List.of(new Distillation.Teacher("", "")), temperature, weight);
    }

    /** As the run's settings have it. @throws StoreException when a teacher cannot be read */
    Distillation distillation() {
        if (teachers.isEmpty()) {
            return Distillation.NONE;
        }
        List<Distillation.Teacher> named = new ArrayList<>();
        for (Path teacher : teachers) {
            Path file = ModelOption.file(teacher).toAbsolutePath().normalize();
            named.add(new Distillation.Teacher(file.toString(), ModelFile.tensorsSha256(file)));
        }
        return new Distillation(named, temperature, weight);
    }

    /** The networks themselves. @throws StoreException when one is missing, another than it was, or does not fit */
    static List<Network> networks(Distillation distillation, NetworkSpec student) {
        return distillation.teachers().stream()
                .map(teacher -> network(teacher, student))
                .toList();
    }

    private static Network network(Distillation.Teacher teacher, NetworkSpec student) {
        Path file = Path.of(teacher.file());
        ModelFile.Model model = RecordedModel.load(teacher.file(), teacher.sha256(), "teacher");
        NetworkSpec spec = model.network().spec();
        ModelOption.requireLike(student, "the network to train", file, spec);
        if (spec.output() != Output.SOFTMAX) {
            throw StoreException.of(
                    file, "softmax outputs", spec.output(), "take a teacher trained with --output softmax");
        }
        return model.folded();
    }
}
