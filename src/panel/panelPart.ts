import { Disposable } from '../dispose';
import type { PaperPicker } from '../papers/paperPicker';
import { PaperCommands } from './paperCommands';
import { PaperPanels } from './paperPanels';

/** The pages of papers and the commands on them. Loaded with the first page or command. */
export class PanelPart extends Disposable {
  readonly panels: PaperPanels;
  readonly commands: PaperCommands;

  constructor(
    picker: PaperPicker,
    ...[extensionUri, catalogue, ...rest]: ConstructorParameters<typeof PaperPanels>
  ) {
    super();
    this.panels = this._register(new PaperPanels(extensionUri, catalogue, ...rest));
    this.commands = new PaperCommands(catalogue, this.panels, picker);
  }
}
