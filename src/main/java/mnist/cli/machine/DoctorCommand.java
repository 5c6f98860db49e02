package mnist.cli.machine;

import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.options.BackendOptions;
import mnist.data.fetch.DataEnvironment;
import mnist.store.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what the program finds on this machine. */
@Command(
        name = "doctor",
        description = {
            "Show what the program finds on this machine: Java, cores, memory, kernel, data, network, terminal.",
            "Add its output to questions and reports of failures."
        },
        customSynopsis = {"mnist doctor", "       mnist doctor --json"})
public final class DoctorCommand extends ReportingCommand {
    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        Console console = console();
        String kernel = Diagnosis.kernel(backendOptions);
        Diagnosis diagnosis = Diagnosis.of(kernel, DataEnvironment.ofProcess());
        if (json) {
            console.json(diagnosis);
        } else {
            Json.parse(Json.compact(diagnosis)).forEach(console::entry);
        }
        return ExitCodes.DONE;
    }
}
