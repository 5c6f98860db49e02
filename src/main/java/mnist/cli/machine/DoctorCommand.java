package mnist.cli.machine;

import java.util.LinkedHashMap;
import java.util.Map;
import mnist.cli.frame.Console;
import mnist.cli.frame.ExitCodes;
import mnist.cli.frame.ReportingCommand;
import mnist.cli.frame.Usage;
import mnist.cli.frame.Version;
import mnist.cli.options.BackendOptions;
import mnist.data.fetch.DataEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what the program finds on this machine. */
@Command(
        name = "doctor",
        description = {
            "Show what the program finds on this machine: Java, cores, memory, kernel, data, network, terminal.",
            "Add its output to questions and reports of failures."
        },
        customSynopsis = {"mnist doctor", "       mnist doctor --json", ""})
public final class DoctorCommand extends ReportingCommand {
    @Mixin
    private BackendOptions backendOptions;

    @Override
    public Integer call() {
        Console console = console();
        Map<String, Object> findings = new LinkedHashMap<>();
        findings.put("version", "mnist " + Version.number());
        findings.putAll(Diagnosis.ofMachine());
        findings.putAll(Usage.check(command, () -> Diagnosis.ofKernel(backendOptions)));
        findings.putAll(Diagnosis.ofData(DataEnvironment.ofProcess()));
        findings.putAll(Diagnosis.ofTerminal());
        if (json) {
            console.json(findings);
        } else {
            findings.forEach(console::entry);
        }
        return ExitCodes.DONE;
    }
}
