package mnist.cli.machine;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.JsonOption;
import mnist.cli.frame.Version;
import mnist.cli.frame.Wrapped;
import mnist.cli.options.BackendOptions;
import mnist.cli.options.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what the program finds on this machine. */
@Command(
        name = "doctor",
        description = {
            "Show what the program finds on this machine: Java, cores, memory, kernel, data, network, terminal.",
            "Add its output to questions and reports of failures."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {"mnist doctor", "       mnist doctor --json", ""},
        optionListHeading = "%nOptions:%n")
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Mixin
    private BackendOptions backendOptions;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Console console = new Console(command);
        Map<String, Object> findings = new LinkedHashMap<>();
        findings.put("version", "mnist " + Version.number());
        findings.putAll(Diagnosis.ofMachine());
        findings.putAll(Diagnosis.ofKernel(backendOptions));
        findings.putAll(Diagnosis.ofData(Surroundings.ofProcess()));
        findings.putAll(Diagnosis.ofTerminal());
        if (json.json) {
            console.json(findings);
        } else {
            findings.forEach((name, finding) -> Wrapped.lines(String.format(Locale.ROOT, "%-10s %s", name, finding), 11)
                    .forEach(line -> console.result("%s", line)));
        }
        return ExitCodes.DONE;
    }
}
