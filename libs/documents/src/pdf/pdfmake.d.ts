/**
 * What we use of pdfmake. Its published types bring the browser's globals into every file of the server.
 */
declare module 'pdfmake' {
  namespace pdfmake {
    type Margins = [left: number, top: number, right: number, bottom: number];

    interface Marks {
      font?: string;
      fontSize?: number;
      lineHeight?: number;
      bold?: boolean;
      italics?: boolean;
      color?: string;
      background?: string;
      decoration?: 'lineThrough';
      link?: string;
      sup?: boolean;
      alignment?: 'left' | 'right' | 'center';
      preserveLeadingSpaces?: boolean;
    }

    interface Inline extends Marks {
      text: string;
    }

    interface Block extends Marks {
      margin?: Margins;
      style?: string;
      unbreakable?: boolean;
      /** In a column: points, its own width, or what is left. */
      width?: number | 'auto' | '*';
    }

    type Content =
      | (Block & {
          text: string | Inline[];
          outline?: boolean;
          outlineText?: string;
        })
      | (Block & { stack: Content[] })
      | (Block & { columns: Content[]; columnGap?: number })
      | (Block & { ul: Content[]; type?: 'none' })
      | (Block & { ol: Content[]; start?: number })
      | (Block & { canvas: Shape[] })
      | (Block & { table: Table; layout: string });

    interface Table {
      /** In points. */
      widths: number[];
      body: Content[][];
      headerRows?: number;
      keepWithHeaderRows?: number;
    }

    type Shape =
      | { type: 'rect'; x: number; y: number; w: number; h: number; r?: number; color: string }
      | { type: 'polyline'; closePath: boolean; color: string; points: { x: number; y: number }[] }
      | { type: 'line'; x1: number; y1: number; x2: number; y2: number; lineWidth: number; lineColor: string };

    interface TableLayout {
      hLineWidth(line: number, node: { table: Table }): number;
      vLineWidth(line: number): number;
      hLineColor?(line: number): string;
      vLineColor?(line: number): string;
      fillColor?(row: number): string;
      paddingLeft(): number;
      paddingRight(): number;
      paddingTop(): number;
      paddingBottom(): number;
    }

    type Style = Marks & Pick<Block, 'margin'>;

    /** Paths of font files. */
    type FontFiles = Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>;

    interface Definition {
      pageSize: 'A4';
      pageMargins: Margins;
      version: '1.7';
      displayTitle: boolean;
      language: string;
      info: Record<'title' | 'author' | 'subject' | 'creator' | 'producer', string> &
        Record<'creationDate' | 'modDate', Date>;
      defaultStyle: Marks;
      styles: Record<string, Style>;
      header: Content;
      footer(page: number, pages: number): Content;
      content: Content[];
    }

    interface PdfMake {
      setFonts(fonts: Record<string, FontFiles>): void;
      setUrlAccessPolicy(allows: (url: string) => boolean): void;
      setLocalAccessPolicy(allows: (path: string) => boolean): void;
      setTableLayouts(layouts: Record<string, TableLayout>): void;
      createPdf(definition: Definition): { getBuffer(): Promise<Buffer> };
    }
  }

  const pdfmake: pdfmake.PdfMake;
  export = pdfmake;
}
