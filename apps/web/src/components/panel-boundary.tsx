import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from "@fluentui/react-components";
import { Component, type ReactNode } from "react";

type PanelBoundaryProps = {
  /** What is missing when it fails, as a person would call it. */
  what: string;
  stillWorks?: string;
  /** The panel is tried again when this changes. */
  resetKey?: string;
  /** What the notice stands in, where the panel stood in more than the page. */
  frame?: (notice: ReactNode) => ReactNode;
  children: ReactNode;
};

/** Keeps a fault of one panel from taking the page: the panel gives way to a notice, and the rest stays. */
export function PanelBoundary(props: PanelBoundaryProps) {
  const { what, stillWorks = "The rest of the page still works.", resetKey, children } = props;
  const { frame = (notice) => notice } = props;
  return (
    <Boundary resetKey={resetKey} fault={() => frame(<FaultNotice what={what} stillWorks={stillWorks} />)}>
      {children}
    </Boundary>
  );
}

type BoundaryProps = { resetKey: string | undefined; fault: () => ReactNode; children: ReactNode };
type BoundaryState = { failed: boolean; resetKey?: string | undefined };

/** React catches faults in classes alone. */
class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failed: false };

  static getDerivedStateFromError(): Partial<BoundaryState> {
    return { failed: true };
  }

  static getDerivedStateFromProps({ resetKey }: BoundaryProps, state: BoundaryState): BoundaryState | null {
    return state.resetKey === resetKey ? null : { failed: false, resetKey };
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fault() : this.props.children;
  }
}

function FaultNotice({ what, stillWorks }: { what: string; stillWorks: string }) {
  return (
    <MessageBar intent="error" role="alert" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{what} could not be shown.</MessageBarTitle> This is a fault of the page, not of your
        vaults. {stillWorks} Reload the page to have this part again.
      </MessageBarBody>
      <MessageBarActions>
        <Button size="small" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </MessageBarActions>
    </MessageBar>
  );
}
