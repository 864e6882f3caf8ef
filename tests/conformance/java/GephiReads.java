// GephiReads FOLDER FILE...: Gephi's own toolkit imports each file as its window does and writes what it understood to
// FOLDER/NAME.gephi.json: the warnings, and all nodes and edges with every column, colour, size, place and time.
import java.io.File;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.ElementProperties;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.MergeProcessor;
import org.gephi.io.importer.plugin.file.spreadsheet.ImporterSpreadsheetCSV;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class GephiReads {
  private static final ImportController importer = Lookup.getDefault().lookup(ImportController.class);

  private static String quoted(Object value) {
    if (value == null) return "null";
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toString().toCharArray()) {
      if (c < 0x20 || c == '"' || c == '\\' || c >= 0xD800) text.append(String.format("\\u%04x", (int) c));
      else text.append(c);
    }
    return text.append('"').toString();
  }

  private static void put(StringBuilder to, String name, Object value) {
    if (to.charAt(to.length() - 1) != '{') to.append(',');
    to.append(quoted(name)).append(':').append(value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value));
  }

  private static StringBuilder element(Element element, ElementProperties look) {
    StringBuilder json = new StringBuilder("{");
    for (Column column : element.getAttributeColumns()) {
      Object value = element.getAttribute(column);
      if (value != null) put(json, column.getId(), column.getId().equals("timeset") ? value.toString() : value);
    }
    put(json, "color", String.format("#%06x", look.getColor().getRGB() & 0xffffff));
    return json;
  }

  private static void read(Workspace workspace, GraphModel model, Container[] containers, File target) throws Exception {
    StringBuilder issues = new StringBuilder();
    for (Container container : containers) {
      for (Iterator<Issue> it = container.getReport().getIssues(1000); it.hasNext();) issues.append(issues.length() > 0 ? "," : "").append(quoted(it.next().getMessage()));
    }
    Graph graph = model.getGraph();
    try (PrintWriter out = new PrintWriter(target, StandardCharsets.UTF_8)) {
      out.println("{\"issues\":[" + issues + "],\"timed\":" + model.isDynamic() + ",\"nodes\":[");
      String separator = "";
      for (Node node : graph.getNodes().toArray()) {
        StringBuilder json = element(node, node);
        put(json, "size", node.size());
        put(json, "x", node.x());
        put(json, "y", node.y());
        out.println(separator + json + "}");
        separator = ",";
      }
      out.println("],\"edges\":[");
      separator = "";
      for (Edge edge : graph.getEdges().toArray()) {
        StringBuilder json = element(edge, edge);
        put(json, "source", edge.getSource().getId());
        put(json, "target", edge.getTarget().getId());
        put(json, "directed", edge.isDirected());
        put(json, "kind", edge.getTypeLabel());
        put(json, "weight", edge.getWeight());
        out.println(separator + json + "}");
        separator = ",";
      }
      out.println("]}");
    }
  }

  /// A table with the columns' types as the import dialogue lets one choose them: Gephi guesses them from the first rows, takes years
  /// for numbers, and drops the dates that are none.
  private static Container table(File file) throws Exception {
    ImporterSpreadsheetCSV reader = new ImporterSpreadsheetCSV();
    reader.setFile(file);
    reader.refreshAutoDetections();
    for (String column : reader.getColumnsClasses().keySet()) {
      if (column.equals("time")) reader.setColumnClass(column, String.class);
    }
    return importer.importFile(file, reader);
  }

  /// The pair of tables chosen together in "Open file".
  private static Container[] tables(File nodes, Workspace workspace) throws Exception {
    File edges = new File(nodes.getPath().replace(".nodes.csv", ".edges.csv"));
    Container[] containers = {table(nodes), table(edges)};
    importer.process(containers, new MergeProcessor(), workspace);
    return containers;
  }

  public static void main(String[] arguments) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    for (int i = 1; i < arguments.length; i++) {
      File file = new File(arguments[i]);
      projects.newProject();
      Workspace workspace = projects.getCurrentWorkspace();
      Container[] containers;
      if (file.getName().endsWith(".csv")) {
        containers = tables(file, workspace);
      } else {
        containers = new Container[] {importer.importFile(file)};
        importer.process(containers[0], new DefaultProcessor(), workspace);
      }
      GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(projects.getCurrentWorkspace());
      read(workspace, model, containers, new File(arguments[0], file.getName() + ".gephi.json"));
    }
    System.exit(0);
  }
}
