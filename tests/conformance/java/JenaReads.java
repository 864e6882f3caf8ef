// JenaReads FOLDER FILE...: Apache Jena reads each file by its suffix and writes what it understood to FOLDER as N-Quads.
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;

public class JenaReads {
  /// A warning (an IRI or a literal that is not what it says) is an error, but for U+FFFD, which a text may well hold.
  private static class Strict implements ErrorHandler {
    @Override
    public void warning(String message, long line, long column) {
      if (!message.contains("U+FFFD")) error(message, line, column);
    }
    @Override
    public void error(String message, long line, long column) { throw new RiotException(line + ":" + column + ": " + message); }
    @Override
    public void fatal(String message, long line, long column) { error(message, line, column); }
  }

  public static void main(String[] arguments) throws Exception {
    for (int i = 1; i < arguments.length; i++) {
      Path file = Path.of(arguments[i]);
      Dataset data = DatasetFactory.create();
      RDFParser.source(file).checking(true).errorHandler(new Strict()).parse(data);
      try (OutputStream out = new FileOutputStream(Path.of(arguments[0], file.getFileName() + ".jena.nq").toFile())) {
        RDFDataMgr.write(out, data, Lang.NQUADS);
      }
    }
  }
}
