// GephiDraws FILE.gexf PICTURE.svg: Gephi's own toolkit imports a graph, lays it out (ForceAtlas 2, then labels pushed
// apart) and renders it. One thread and the file's own places to start from: the same picture every time.
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Node;
import org.gephi.io.exporter.preview.SVGExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2;
import org.gephi.layout.plugin.forceAtlas2.ForceAtlas2Builder;
import org.gephi.layout.plugin.labelAdjust.LabelAdjust;
import org.gephi.layout.plugin.labelAdjust.LabelAdjustBuilder;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.DependantColor;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

public class GephiDraws {
  private static final int LONGEST = 28;  // characters of a label
  private static final int SMALLEST = 6;  // nodes of a component that is drawn
  private static final float WIDTH = 2000, HEIGHT = 1300;
  private static final Font FONT = new Font("DejaVu Sans", Font.BOLD, 17);

  private static String shortened(String label) {
    if (label == null || label.length() <= LONGEST) return label;
    int space = label.lastIndexOf(' ', LONGEST);
    return label.substring(0, space > LONGEST / 2 ? space : LONGEST) + "…";
  }

  private static List<Set<Node>> components(DirectedGraph graph) {
    List<Set<Node>> found = new ArrayList<>();
    Set<Node> seen = new HashSet<>();
    for (Node start : graph.getNodes().toArray()) {
      if (!seen.add(start)) continue;
      Set<Node> component = new LinkedHashSet<>();
      Deque<Node> open = new ArrayDeque<>(List.of(start));
      while (!open.isEmpty()) {
        Node node = open.pop();
        component.add(node);
        for (Node next : graph.getNeighbors(node).toArray()) {
          if (seen.add(next)) open.push(next);
        }
      }
      found.add(component);
    }
    return found;
  }

  /// Stretches the places of nodes to the picture.
  private static void fit(Node[] nodes) {
    float left = Float.MAX_VALUE, right = -Float.MAX_VALUE, low = Float.MAX_VALUE, high = -Float.MAX_VALUE;
    for (Node node : nodes) {
      left = Math.min(left, node.x());
      right = Math.max(right, node.x());
      low = Math.min(low, node.y());
      high = Math.max(high, node.y());
    }
    for (Node node : nodes) {
      node.setX((node.x() - left) / (right - left) * WIDTH);
      node.setY((node.y() - low) / (high - low) * HEIGHT);
    }
  }

  private static void layOut(GraphModel model) {
    DirectedGraph graph = model.getDirectedGraph();
    for (Set<Node> component : components(graph)) {
      if (component.size() < SMALLEST) graph.removeAllNodes(component);
    }
    ForceAtlas2 forces = new ForceAtlas2Builder().buildLayout();
    forces.setGraphModel(model);
    forces.resetPropertiesValues();
    forces.setThreadsCount(1);
    forces.setStrongGravityMode(true);  // or components that hang on nothing drift out of sight
    forces.setGravity(0.06);
    forces.setScalingRatio(40.0);
    forces.initAlgo();
    for (int i = 0; i < 2000 && forces.canAlgo(); i++) forces.goAlgo();
    forces.endAlgo();
    fit(graph.getNodes().toArray());

    FontRenderContext context = new FontRenderContext(null, true, true);
    for (Node node : graph.getNodes().toArray()) {
      node.setLabel(shortened(node.getLabel()));
      Rectangle2D box = FONT.getStringBounds(node.getLabel(), context);
      node.getTextProperties().setVisible(true);
      node.getTextProperties().setDimensions((float) box.getWidth() + 12, (float) box.getHeight() + 6);
    }
    LabelAdjust labels = new LabelAdjustBuilder().buildLayout();
    labels.setGraphModel(model);
    labels.resetPropertiesValues();
    labels.setAdjustBySize(true);
    labels.initAlgo();
    for (int i = 0; i < 3000 && labels.canAlgo(); i++) labels.goAlgo();
    labels.endAlgo();
  }

  private static void style(PreviewModel preview) {
    preview.getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, true);
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_FONT, FONT);
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_COLOR, new DependantColor(Color.WHITE));
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, 5f);
    preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_OPACITY, 90f);
    preview.getProperties().putValue(PreviewProperty.NODE_BORDER_WIDTH, 0.5f);
    preview.getProperties().putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
    preview.getProperties().putValue(PreviewProperty.EDGE_CURVED, true);
    preview.getProperties().putValue(PreviewProperty.EDGE_OPACITY, 70f);
    preview.getProperties().putValue(PreviewProperty.EDGE_THICKNESS, 2f);
    preview.getProperties().putValue(PreviewProperty.EDGE_RESCALE_WEIGHT, true);
    preview.getProperties().putValue(PreviewProperty.EDGE_RESCALE_WEIGHT_MIN, 1f);
    preview.getProperties().putValue(PreviewProperty.EDGE_RESCALE_WEIGHT_MAX, 2f);
    preview.getProperties().putValue(PreviewProperty.ARROW_SIZE, 4f);
    preview.getProperties().putValue(PreviewProperty.SHOW_EDGE_LABELS, false);
    preview.getProperties().putValue(PreviewProperty.BACKGROUND_COLOR, Color.WHITE);
  }

  public static void main(String[] arguments) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(new File(arguments[0]));
    importer.process(container, new DefaultProcessor(), workspace);
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    for (Node node : model.getGraph().getNodes().toArray()) node.setSize(9 + node.size() * 0.24f);
    layOut(model);

    style(Lookup.getDefault().lookup(PreviewController.class).getModel(workspace));
    SVGExporter exporter = new SVGExporter();  // the one for PNG wants a screen
    exporter.setWorkspace(workspace);
    try (Writer out = new OutputStreamWriter(new FileOutputStream(arguments[1]), StandardCharsets.UTF_8)) {
      exporter.setWriter(out);
      exporter.execute();
    }
    System.exit(0);
  }
}
